package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.control.Control;
import cloud.broom.control.Controls;
import cloud.broom.control.Exemption;
import cloud.broom.control.Exemptions;
import cloud.broom.control.Glob;
import cloud.broom.control.Stop;
import cloud.broom.job.JobName;
import cloud.broom.json.Refused;
import cloud.broom.run.StoreUnavailable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Kill switch and exemptions in the one DynamoDB table of the stack: a row for all that holds, and one for each exemption. */
public final class DynamoControls implements Controls {
    private static final String PK = "CONTROL";
    private static final String SK = "V";
    private static final Map<String, AttributeValue> KEY = Items.key(PK, SK);
    private static final String VERSION = "exemptions";
    private static final String ABSENT = "ConditionalCheckFailed";
    private static final Set<String> PASSING = Set.of("None", "TransactionConflict");
    private static final int TRIES = 10;

    private final Table table;

    public DynamoControls(DynamoDbClient dynamo, String table) {
        this.table = new Table(dynamo, table);
    }

    @Override
    public Control read() {
        Map<String, AttributeValue> row = table.find(PK, SK).orElse(Map.of());
        try {
            long version = row.containsKey(VERSION) ? Items.number(row, VERSION) : 0;
            return new Control(stop(row), version);
        } catch (IllegalStateException | IllegalArgumentException | DateTimeException | Refused unreadable) {
            throw new StoreUnavailable(
                    "table " + table.name()
                            + ", row CONTROL V cannot be understood: mend it with broom stop or broom go: "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }

    /** The version is read first: what is added meanwhile may be among those read, and is then read once more. */
    @Override
    public Exemptions exemptions() {
        long version = read().exemptions();
        List<Exemption> all = table.answered("query of the exemptions", () -> table
                .dynamo()
                .queryPaginator(query -> query.tableName(table.name())
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", text(ExemptionRow.PK)))
                        .consistentRead(true))
                .items()
                .stream()
                .flatMap(row -> ExemptionRow.read(row).stream())
                .collect(Collectors.toList()));
        return new Exemptions(version, all);
    }

    @Override
    public void add(Exemption exemption) {
        changed(
                "write of exemption " + exemption.glob(),
                write -> write.put(put -> put.tableName(table.name()).item(ExemptionRow.of(exemption))));
    }

    /** A row that was made by hand may have the bare pattern as its key. */
    @Override
    public boolean remove(Glob glob, Optional<JobName> job) {
        return removed(ExemptionRow.key(glob, job)) || (job.isEmpty() && removed(ExemptionRow.bareKey(glob)));
    }

    @Override
    public void stop(Stop stop) {
        table.update("write of the kill switch", update -> update.key(KEY)
                .updateExpression("SET stoppedBy = :by, stoppedWhy = :why, stoppedAt = :at REMOVE goBy, goAt")
                .expressionAttributeValues(Map.of(
                        ":by", text(stop.by()),
                        ":why", text(stop.why()),
                        ":at", text(stop.at().toString()))));
    }

    @Override
    public void go(String by, Instant at) {
        table.update("write of the kill switch", update -> update.key(KEY)
                .updateExpression("SET goBy = :by, goAt = :at REMOVE stoppedBy, stoppedWhy, stoppedAt")
                .expressionAttributeValues(Map.of(":by", text(by), ":at", text(at.toString()))));
    }

    /** What is half there is no stop that could be let go of unseen: it is refused as a whole. */
    private static Optional<Stop> stop(Map<String, AttributeValue> row) {
        boolean stopped =
                List.of("stoppedBy", "stoppedWhy", "stoppedAt").stream().anyMatch(row::containsKey);
        return stopped
                ? Optional.of(new Stop(
                        Items.text(row, "stoppedBy"),
                        Items.text(row, "stoppedWhy"),
                        Instant.parse(Items.text(row, "stoppedAt"))))
                : Optional.empty();
    }

    private boolean removed(Map<String, AttributeValue> key) {
        return changed(
                "removal of an exemption",
                write -> write.delete(
                        delete -> delete.tableName(table.name()).key(key).conditionExpression("attribute_exists(pk)")));
    }

    private boolean changed(String what, Consumer<TransactWriteItem.Builder> change) {
        TransactWriteItem moved = TransactWriteItem.builder()
                .update(update -> update.tableName(table.name())
                        .key(KEY)
                        .updateExpression("ADD " + VERSION + " :one")
                        .expressionAttributeValues(Map.of(":one", Items.number(1))))
                .build();
        TransactWriteItem row =
                TransactWriteItem.builder().applyMutation(change).build();
        for (int i = 0; i < TRIES; i++) {
            Optional<Boolean> done = table.answered(what, () -> transacted(List.of(row, moved)));
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new StoreUnavailable(
                "table " + table.name() + ", " + what + ": other writes kept getting in the way, " + TRIES + " times");
    }

    /** Whether the row was there to be changed; empty if another write got in the way. */
    private Optional<Boolean> transacted(List<TransactWriteItem> items) {
        try {
            table.dynamo().transactWriteItems(write -> write.transactItems(items));
            return Optional.of(true);
        } catch (TransactionInProgressException same) {
            return Optional.empty();
        } catch (TransactionCanceledException cancelled) {
            Set<String> codes = cancelled.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .collect(Collectors.toSet());
            if (codes.contains(ABSENT)) {
                return Optional.of(false);
            }
            if (PASSING.containsAll(codes)) {
                return Optional.empty();
            }
            throw cancelled;
        }
    }
}

package cloud.broom.aws;

import static cloud.broom.aws.Items.key;
import static cloud.broom.aws.Items.text;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.notice.Notice;
import cloud.broom.run.Commit;
import cloud.broom.run.Due;
import cloud.broom.run.Entry;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.StoreUnavailable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Runs in the one DynamoDB table of the stack. A commit is one transaction; every list is one Query of bounded size. */
public final class DynamoRuns implements Runs {
    private static final Set<String> EXPECTATION = Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoRuns(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Written commit(Commit commit) {
        return answered("commit of run " + commit.run().id(), () -> {
            try {
                dynamo.transactWriteItems(write -> write.transactItems(new CommitItems(table, commit).items()));
                return Written.DONE;
            } catch (TransactionInProgressException same) {
                return Written.CONFLICT;
            } catch (TransactionCanceledException cancelled) {
                if (cancelled.cancellationReasons().stream()
                        .map(CancellationReason::code)
                        .allMatch(EXPECTATION::contains)) {
                    return Written.CONFLICT;
                }
                throw cancelled;
            }
        });
    }

    @Override
    public Optional<Run> find(RunId id) {
        List<Map<String, AttributeValue>> rows =
                query("read of run " + id, q -> q.keyConditionExpression("pk = :pk AND sk BETWEEN :meta AND :spec")
                        .expressionAttributeValues(
                                Map.of(":pk", text(RunRows.pk(id)), ":meta", text("META"), ":spec", text("SPEC")))
                        .consistentRead(true));
        return row(rows, "META").flatMap(meta -> row(rows, "SPEC").map(spec -> RunRows.read(meta, spec)));
    }

    @Override
    public Optional<RunId> place(JobName job) {
        return get("JOB#" + job, "PLACE")
                .flatMap(row -> Items.findText(row, "run"))
                .map(RunId::new);
    }

    @Override
    public Optional<Job> job(JobName name) {
        return get("JOB#" + name, "META").map(RunRows::job);
    }

    @Override
    public List<Due> due(Instant now, int atMost) {
        return query("query of the agenda", q -> q.indexName("agenda")
                        .keyConditionExpression("agenda = :due AND dueAt <= :now")
                        .expressionAttributeValues(Map.of(":due", text(Items.AGENDA), ":now", Items.millis(now)))
                        .limit(atMost))
                .stream()
                .map(DynamoRuns::due)
                .toList();
    }

    @Override
    public Optional<Notice> notice(String id) {
        return get("OUTBOX#" + id, "V")
                .filter(row -> !row.containsKey("deliveredAt"))
                .map(row -> Json.read(Items.text(row, "notice"), Notice.class, "notice " + id));
    }

    @Override
    public void delivered(String noticeId, Instant at) {
        onNotice("delivery mark", noticeId, update -> update.updateExpression(
                        "SET deliveredAt = :at, expiresAt = :expires REMOVE agenda, dueAt")
                .conditionExpression("attribute_exists(pk)")
                .expressionAttributeValues(
                        Map.of(":at", text(at.toString()), ":expires", Items.expiry(at, Slot.RETENTION))));
    }

    @Override
    public void postpone(String noticeId, Instant until) {
        onNotice("postponing", noticeId, update -> update.updateExpression("SET dueAt = :until ADD attempts :one")
                .conditionExpression("attribute_exists(agenda)")
                .expressionAttributeValues(Map.of(":until", Items.millis(until), ":one", Items.number(1))));
    }

    /** A job's runs, newest first. */
    public List<RunLine> recent(JobName job, int atMost) {
        return query("query of the runs of " + job, q -> q.indexName("byJob")
                        .keyConditionExpression("jobRuns = :job")
                        .expressionAttributeValues(Map.of(":job", text(job.value())))
                        .scanIndexForward(false)
                        .limit(atMost))
                .stream()
                .map(RunRows::line)
                .toList();
    }

    /** The runs made on a day in UTC, newest first. */
    public List<RunLine> onDay(LocalDate day, int atMost) {
        return query("query of the runs of " + day, q -> q.indexName("view")
                        .keyConditionExpression("#view = :day")
                        .expressionAttributeNames(Map.of("#view", "view"))
                        .expressionAttributeValues(Map.of(":day", text("DAY#" + day)))
                        .scanIndexForward(false)
                        .limit(atMost))
                .stream()
                .map(RunRows::line)
                .toList();
    }

    /** What a run's history says, oldest first. */
    public List<Entry> history(RunId id) {
        return query("history of run " + id, q -> q.keyConditionExpression("pk = :pk AND begins_with(sk, :at)")
                        .expressionAttributeValues(Map.of(":pk", text(RunRows.pk(id)), ":at", text("AT#"))))
                .stream()
                .map(row -> Json.read(Items.text(row, "entry"), Entry.class, "history of run " + id))
                .toList();
    }

    /** Updates a notice on a condition; where that does not hold, it has been told already or never was, and nothing is left to do. */
    private void onNotice(String what, String id, Consumer<UpdateItemRequest.Builder> how) {
        answered(what + " of notice " + id, () -> {
            try {
                dynamo.updateItem(update -> how.accept(update.tableName(table).key(key("OUTBOX#" + id, "V"))));
                return Written.DONE;
            } catch (ConditionalCheckFailedException notDue) {
                return Written.CONFLICT;
            }
        });
    }

    private static Due due(Map<String, AttributeValue> row) {
        String pk = Items.text(row, "pk");
        String id = pk.substring(pk.indexOf('#') + 1);
        return Items.text(row, "kind").equals("run")
                ? new Due.OfRun(new RunId(id), Items.text(row, "function"))
                : new Due.OfNotice(id);
    }

    private Optional<Map<String, AttributeValue>> get(String pk, String sk) {
        return Optional.of(answered("read of " + pk, () -> dynamo.getItem(
                                get -> get.tableName(table).key(key(pk, sk)).consistentRead(true))
                        .item()))
                .filter(row -> !row.isEmpty());
    }

    private List<Map<String, AttributeValue>> query(String what, Consumer<QueryRequest.Builder> how) {
        return answered(
                what, () -> dynamo.query(q -> how.accept(q.tableName(table))).items());
    }

    private static Optional<Map<String, AttributeValue>> row(List<Map<String, AttributeValue>> rows, String sk) {
        return rows.stream().filter(row -> Items.text(row, "sk").equals(sk)).findFirst();
    }

    private <T> T answered(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException unanswered) {
            throw new StoreUnavailable("table " + table + ", " + what + ": " + unanswered.getMessage(), unanswered);
        }
    }
}

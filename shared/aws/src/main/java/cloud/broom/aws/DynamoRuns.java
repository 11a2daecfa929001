package cloud.broom.aws;

import static cloud.broom.aws.Items.key;
import static cloud.broom.aws.Items.text;

import cloud.broom.incident.Health;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.plan.Amounts;
import cloud.broom.run.Burial;
import cloud.broom.run.Commit;
import cloud.broom.run.Due;
import cloud.broom.run.Entry;
import cloud.broom.run.Letter;
import cloud.broom.run.Order;
import cloud.broom.run.Place;
import cloud.broom.run.Registered;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Taken;
import cloud.broom.run.UnreadableRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Runs in the one DynamoDB table of the stack. A commit is one transaction; every list is one Query of bounded size. */
public final class DynamoRuns implements Runs {
    /** Orders folded into one commit: a transaction takes 100 items. */
    private static final int ORDERS_MOST = 50;

    private static final Set<String> EXPECTATION = Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

    private final Table table;

    public DynamoRuns(DynamoDbClient dynamo, String table) {
        this.table = new Table(dynamo, table);
    }

    @Override
    public Written commit(Commit commit) {
        return written("commit of run " + commit.run().id(), new CommitItems(table.name(), commit).items());
    }

    @Override
    public Optional<Run> find(RunId id) {
        List<Map<String, AttributeValue>> rows = table.query(
                "read of run " + id, q -> q.keyConditionExpression("pk = :pk AND sk BETWEEN :meta AND :spec")
                        .expressionAttributeValues(
                                Map.of(":pk", text(RunRows.pk(id)), ":meta", text("META"), ":spec", text("SPEC")))
                        .consistentRead(true));
        return row(rows, "META").flatMap(meta -> row(rows, "SPEC").map(spec -> read(id, meta, spec)));
    }

    @Override
    public Place place(JobName job) {
        return table.find("JOB#" + job, "PLACE")
                .map(row -> PlaceRow.read(job, row))
                .orElseGet(() -> Place.untouched(job));
    }

    @Override
    public Taken taken(LocalDate day, JobName job) {
        return new Taken(taken(day, Optional.of(job)), taken(day, Optional.empty()));
    }

    @Override
    public int starts(JobName job, Instant hour) {
        return table.find(HourRow.pk(job), HourRow.sk(hour))
                .map(row -> Math.toIntExact(Items.number(row, "starts")))
                .orElse(0);
    }

    @Override
    public Optional<Registered> registered(JobName name) {
        return table.find("JOB#" + name, "META")
                .filter(row -> row.containsKey("spec"))
                .map(row -> new Registered(
                        RunRows.job(row), Items.findText(row, "pausedBy"), Items.findText(row, "applied")));
    }

    @Override
    public void pause(JobName name, String by, Instant at) {
        table.update("pause of job " + name, update -> update.key(key("JOB#" + name, "META"))
                .updateExpression("SET pausedBy = :by, pausedAt = :at")
                .expressionAttributeValues(Map.of(":by", text(by), ":at", text(at.toString()))));
    }

    @Override
    public void unpause(JobName name) {
        table.update("unpause of job " + name, update -> update.key(key("JOB#" + name, "META"))
                .updateExpression("REMOVE pausedBy, pausedAt"));
    }

    @Override
    public Written order(Order order) {
        return table.answered("order to run " + order.run(), () -> {
            try {
                table.dynamo().putItem(put -> put.tableName(table.name())
                        .item(OrderRow.of(order))
                        .conditionExpression("attribute_not_exists(pk)"));
                return Written.DONE;
            } catch (ConditionalCheckFailedException given) {
                return Written.CONFLICT;
            }
        });
    }

    @Override
    public List<Order> orders(RunId run) {
        return table
                .query("orders to run " + run, q -> q.keyConditionExpression("pk = :pk AND begins_with(sk, :order)")
                        .filterExpression("attribute_exists(agenda)")
                        .expressionAttributeValues(Map.of(":pk", text(RunRows.pk(run)), ":order", text("ORDER#")))
                        .consistentRead(true))
                .stream()
                .limit(ORDERS_MOST)
                .map(row -> OrderRow.read(run, row))
                .toList();
    }

    @Override
    public void refuse(Order order, String why, Instant at) {
        table.update("refusal of order " + order.id(), update -> update.key(OrderRow.key(order))
                .updateExpression("SET closedAt = :at, refused = :why REMOVE agenda, dueAt")
                .expressionAttributeValues(Map.of(":at", text(at.toString()), ":why", text(why))));
    }

    @Override
    public Written bury(Burial burial) {
        return written("burial of run " + burial.run(), new BurialItems(table.name(), burial).items());
    }

    @Override
    public List<Due> due(Instant now, int atMost) {
        return table
                .query("query of the agenda", q -> q.indexName("agenda")
                        .keyConditionExpression("agenda = :due AND dueAt <= :now")
                        .expressionAttributeValues(Map.of(":due", text(Items.AGENDA), ":now", Items.millis(now)))
                        .limit(atMost))
                .stream()
                .map(DynamoRuns::due)
                .toList();
    }

    @Override
    public Written report(Report report) {
        return written("report of " + report.at(), ReportItems.of(table.name(), report));
    }

    @Override
    public Health health(JobName job) {
        return table.find("JOB#" + job, HealthRow.SK)
                .map(row -> HealthRow.read(job, row))
                .orElseGet(() -> Health.untouched(job));
    }

    @Override
    public List<Health> troubled(int atMost) {
        return table.view("query of " + HealthRow.VIEW, HealthRow.VIEW, atMost).stream()
                .map(row -> health(new JobName(Items.text(row, "job"))))
                .toList();
    }

    @Override
    public Optional<SlotUse> slot(JobName job, Slot slot) {
        return table.find("JOB#" + job, "SLOT#" + slot).map(MissedRow::read);
    }

    @Override
    public Optional<Letter> letter(String id) {
        return table.find(LetterRow.pk(id), "V").map(LetterRow::read);
    }

    /** A job's runs, newest first. */
    public List<RunLine> recent(JobName job, int atMost) {
        return table
                .query("query of the runs of " + job, q -> q.indexName("byJob")
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
        return table.view("query of the runs of " + day, "DAY#" + day, atMost).stream()
                .map(RunRows::line)
                .toList();
    }

    /** What a run's history says, oldest first. */
    public List<Entry> history(RunId id) {
        return table
                .query("history of run " + id, q -> q.keyConditionExpression("pk = :pk AND begins_with(sk, :at)")
                        .expressionAttributeValues(Map.of(":pk", text(RunRows.pk(id)), ":at", text("AT#"))))
                .stream()
                .map(row -> Json.read(Items.text(row, "entry"), Entry.class, "history of run " + id))
                .toList();
    }

    private static Run read(RunId id, Map<String, AttributeValue> meta, Map<String, AttributeValue> spec) {
        try {
            return RunRows.read(meta, spec);
        } catch (IllegalStateException | Refused unreadable) {
            throw new UnreadableRecord(id, String.valueOf(unreadable.getMessage()));
        }
    }

    private static Due due(Map<String, AttributeValue> row) {
        String pk = Items.text(row, "pk");
        String id = pk.substring(pk.indexOf('#') + 1);
        return switch (Items.text(row, "kind")) {
            case "notice" -> new Due.OfNotice(id);
            case "health" -> new Due.OfHealth(new JobName(id));
            case "timetable" -> new Due.OfTimetable(new JobName(id));
            default -> new Due.OfRun(new RunId(id), Items.text(row, "function"), Items.instant(row, "dueAt"));
        };
    }

    private Amounts taken(LocalDate day, Optional<JobName> job) {
        return table.find(DayRow.pk(day), DayRow.sk(job)).map(DayRow::read).orElse(Amounts.NONE);
    }

    private static Optional<Map<String, AttributeValue>> row(List<Map<String, AttributeValue>> rows, String sk) {
        return rows.stream().filter(row -> Items.text(row, "sk").equals(sk)).findFirst();
    }

    /** A failed expectation and a conflict are answers; anything else that cancels a transaction is trouble. */
    private Written written(String what, List<TransactWriteItem> items) {
        return table.answered(what, () -> {
            try {
                table.dynamo().transactWriteItems(write -> write.transactItems(items));
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
}

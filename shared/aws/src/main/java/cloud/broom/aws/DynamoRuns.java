package cloud.broom.aws;

import static cloud.broom.aws.Items.key;
import static cloud.broom.aws.Items.text;

import cloud.broom.incident.Health;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.notice.Notice;
import cloud.broom.plan.Amounts;
import cloud.broom.run.Burial;
import cloud.broom.run.Commit;
import cloud.broom.run.Due;
import cloud.broom.run.Entry;
import cloud.broom.run.Order;
import cloud.broom.run.Place;
import cloud.broom.run.Registered;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.SlotUse;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.run.Taken;
import cloud.broom.run.Timetable;
import cloud.broom.run.UnreadableRecord;
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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Runs in the one DynamoDB table of the stack. A commit is one transaction; every list is one Query of bounded size. */
public final class DynamoRuns implements Runs {
    /** Orders folded into one commit: a transaction takes 100 items. */
    private static final int ORDERS_MOST = 50;

    /** One a job that has a schedule; a stack's functions are made for some dozens. */
    private static final int TIMETABLES_MOST = 1000;

    private static final Set<String> EXPECTATION = Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoRuns(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Written commit(Commit commit) {
        return written("commit of run " + commit.run().id(), new CommitItems(table, commit).items());
    }

    @Override
    public Optional<Run> find(RunId id) {
        List<Map<String, AttributeValue>> rows =
                query("read of run " + id, q -> q.keyConditionExpression("pk = :pk AND sk BETWEEN :meta AND :spec")
                        .expressionAttributeValues(
                                Map.of(":pk", text(RunRows.pk(id)), ":meta", text("META"), ":spec", text("SPEC")))
                        .consistentRead(true));
        return row(rows, "META").flatMap(meta -> row(rows, "SPEC").map(spec -> read(id, meta, spec)));
    }

    @Override
    public Place place(JobName job) {
        return get("JOB#" + job, "PLACE").map(row -> PlaceRow.read(job, row)).orElseGet(() -> Place.untouched(job));
    }

    @Override
    public Taken taken(LocalDate day, JobName job) {
        return new Taken(taken(day, Optional.of(job)), taken(day, Optional.empty()));
    }

    @Override
    public Optional<Registered> registered(JobName name) {
        return get("JOB#" + name, "META")
                .filter(row -> row.containsKey("spec"))
                .map(row -> new Registered(
                        RunRows.job(row), Items.findText(row, "pausedBy"), Items.findText(row, "applied")));
    }

    @Override
    public void pause(JobName name, String by, Instant at) {
        update("pause of job " + name, update -> update.key(key("JOB#" + name, "META"))
                .updateExpression("SET pausedBy = :by, pausedAt = :at")
                .expressionAttributeValues(Map.of(":by", text(by), ":at", text(at.toString()))));
    }

    @Override
    public void unpause(JobName name) {
        update("unpause of job " + name, update -> update.key(key("JOB#" + name, "META"))
                .updateExpression("REMOVE pausedBy, pausedAt"));
    }

    @Override
    public Written order(Order order) {
        return answered("order to run " + order.run(), () -> {
            try {
                dynamo.putItem(put ->
                        put.tableName(table).item(OrderRow.of(order)).conditionExpression("attribute_not_exists(pk)"));
                return Written.DONE;
            } catch (ConditionalCheckFailedException given) {
                return Written.CONFLICT;
            }
        });
    }

    @Override
    public List<Order> orders(RunId run) {
        return query("orders to run " + run, q -> q.keyConditionExpression("pk = :pk AND begins_with(sk, :order)")
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
        update("refusal of order " + order.id(), update -> update.key(OrderRow.key(order))
                .updateExpression("SET closedAt = :at, refused = :why REMOVE agenda, dueAt")
                .expressionAttributeValues(Map.of(":at", text(at.toString()), ":why", text(why))));
    }

    @Override
    public Written bury(Burial burial) {
        return written("burial of run " + burial.run(), new BurialItems(table, burial).items());
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
    public Written report(Report report) {
        return written("report of " + report.at(), ReportItems.of(table, report));
    }

    @Override
    public Health health(JobName job) {
        return get("JOB#" + job, HealthRow.SK)
                .map(row -> HealthRow.read(job, row))
                .orElseGet(() -> Health.untouched(job));
    }

    @Override
    public List<Health> troubled(int atMost) {
        return viewed(HealthRow.VIEW, atMost).stream().map(this::health).toList();
    }

    @Override
    public Optional<SlotUse> slot(JobName job, Slot slot) {
        return get("JOB#" + job, "SLOT#" + slot).map(MissedRow::read);
    }

    @Override
    public Optional<Timetable> timetable(JobName job) {
        return get("JOB#" + job, TimetableRow.SK).map(TimetableRow::read);
    }

    @Override
    public List<Timetable> timetables() {
        return viewed(TimetableRow.VIEW, TIMETABLES_MOST).stream()
                .flatMap(job -> timetable(job).stream())
                .toList();
    }

    @Override
    public Optional<Notice> notice(String id) {
        return get("OUTBOX#" + id, "V")
                .filter(row -> !row.containsKey("deliveredAt"))
                .map(row -> Json.read(Items.text(row, "notice"), Notice.class, "notice " + id));
    }

    @Override
    public Optional<Instant> told(String noticeId) {
        return get("OUTBOX#" + noticeId, "V")
                .flatMap(row -> Items.findText(row, "deliveredAt"))
                .map(Instant::parse);
    }

    /** Kept for longer than the longest grace that counts from it. */
    @Override
    public void delivered(String noticeId, Instant at) {
        onNotice("delivery mark", noticeId, update -> update.updateExpression(
                        "SET deliveredAt = if_not_exists(deliveredAt, :at), expiresAt = :expires REMOVE agenda, dueAt")
                .conditionExpression("attribute_exists(pk)")
                .expressionAttributeValues(
                        Map.of(":at", text(at.toString()), ":expires", Items.expiry(at, Slot.RETENTION.plusDays(30)))));
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

    private static Run read(RunId id, Map<String, AttributeValue> meta, Map<String, AttributeValue> spec) {
        try {
            return RunRows.read(meta, spec);
        } catch (IllegalStateException | Refused unreadable) {
            throw new UnreadableRecord(id, String.valueOf(unreadable.getMessage()));
        }
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
        return switch (Items.text(row, "kind")) {
            case "notice" -> new Due.OfNotice(id);
            case "health" -> new Due.OfHealth(new JobName(id));
            case "timetable" -> new Due.OfTimetable(new JobName(id));
            default -> new Due.OfRun(new RunId(id), Items.text(row, "function"), Items.instant(row, "dueAt"));
        };
    }

    /** The jobs of a view, newest first. */
    private List<JobName> viewed(String view, int atMost) {
        return query("query of " + view, q -> q.indexName("view")
                        .keyConditionExpression("#view = :view")
                        .expressionAttributeNames(Map.of("#view", "view"))
                        .expressionAttributeValues(Map.of(":view", text(view)))
                        .scanIndexForward(false)
                        .limit(atMost))
                .stream()
                .map(row -> new JobName(Items.text(row, "job")))
                .toList();
    }

    private Amounts taken(LocalDate day, Optional<JobName> job) {
        return get(DayRow.pk(day), DayRow.sk(job)).map(DayRow::read).orElse(Amounts.NONE);
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

    private void update(String what, Consumer<UpdateItemRequest.Builder> how) {
        answered(what, () -> dynamo.updateItem(update -> how.accept(update.tableName(table))));
    }

    private static Optional<Map<String, AttributeValue>> row(List<Map<String, AttributeValue>> rows, String sk) {
        return rows.stream().filter(row -> Items.text(row, "sk").equals(sk)).findFirst();
    }

    /** A failed expectation and a conflict are answers; anything else that cancels a transaction is trouble. */
    private Written written(String what, List<TransactWriteItem> items) {
        return answered(what, () -> {
            try {
                dynamo.transactWriteItems(write -> write.transactItems(items));
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

    private <T> T answered(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException unanswered) {
            throw new StoreUnavailable("table " + table + ", " + what + ": " + unanswered.getMessage(), unanswered);
        }
    }
}

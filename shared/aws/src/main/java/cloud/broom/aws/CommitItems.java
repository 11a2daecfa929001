package cloud.broom.aws;

import static cloud.broom.aws.Items.key;
import static cloud.broom.aws.Items.text;

import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.notice.Notice;
import cloud.broom.run.Commit;
import cloud.broom.run.Entry;
import cloud.broom.run.Order;
import cloud.broom.run.Place;
import cloud.broom.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** A commit as the items of one transaction. */
final class CommitItems {
    private static final String ABSENT = "attribute_not_exists(pk)";

    private final String table;
    private final Commit commit;
    private final Run run;
    private final List<TransactWriteItem> items = new ArrayList<>();

    CommitItems(String table, Commit commit) {
        this.table = table;
        this.commit = commit;
        this.run = commit.run();
    }

    List<TransactWriteItem> items() {
        if (run.stamp().version() == 1) {
            create();
        } else {
            put(put -> put.item(RunRows.meta(run))
                    .conditionExpression("version = :before")
                    .expressionAttributeValues(
                            Map.of(":before", Items.number(run.stamp().version() - 1))));
        }
        commit.applied().ifPresent(this::applied);
        commit.place().ifPresent(this::place);
        commit.takes().forEach(take -> items.add(DayRow.write(table, take)));
        commit.orders().opened().forEach(order -> put(put -> put.item(OrderRow.of(order))));
        commit.orders().closed().forEach(this::close);
        commit.history().ifPresent(this::history);
        commit.notices().forEach(this::notice);
        commit.health().ifPresent(health -> items.add(HealthRow.write(table, health)));
        return items;
    }

    private void create() {
        Map<String, AttributeValue> slot =
                Items.row("JOB#" + run.job().name(), "SLOT#" + run.asked().slot());
        slot.put("run", text(run.id().value()));
        slot.put("expiresAt", Items.expiry(run.asked().asOf(), Slot.RETENTION.plusDays(30)));
        put(put -> put.item(slot).conditionExpression(ABSENT));
        put(put -> put.item(RunRows.meta(run)).conditionExpression(ABSENT));
        put(put -> put.item(RunRows.spec(run)));
        register();
    }

    /** A schedule's instant makes its spec the job's; anything else only names a job that has no name yet. */
    private void register() {
        boolean scheduled = run.asked().slot().instant().isPresent();
        String spec = scheduled ? ":spec" : "if_not_exists(spec, :spec)";
        String function = scheduled ? ":function" : "if_not_exists(#function, :function)";
        update(update -> unpaused(update)
                .key(key("JOB#" + run.job().name(), "META"))
                .updateExpression("SET kind = :kind, job = :job, spec = " + spec + ", #function = " + function
                        + ", lastRun = :run, #view = :view, viewAt = if_not_exists(viewAt, :at)")
                .expressionAttributeNames(Map.of("#function", "function", "#view", "view"))
                .expressionAttributeValues(Map.of(
                        ":kind", text("job"),
                        ":job", text(run.job().name().value()),
                        ":spec", text(Json.write(run.asked().spec())),
                        ":function", text(run.asked().function()),
                        ":run", text(run.id().value()),
                        ":view", text("JOBS"),
                        ":at", Items.millis(run.asked().asOf()))));
    }

    /** What is only recorded, as skipped, may be recorded of a paused job. */
    private Update.Builder unpaused(Update.Builder update) {
        return run.live() ? update.conditionExpression("attribute_not_exists(pausedBy)") : update;
    }

    private void applied(String digest) {
        update(update -> update.key(key("JOB#" + run.job().name(), "META"))
                .updateExpression("SET applied = :digest")
                .expressionAttributeValues(Map.of(":digest", text(digest))));
    }

    private void place(Place place) {
        items.add(PlaceRow.write(table, place));
    }

    private void close(Order order) {
        update(update -> update.key(OrderRow.key(order))
                .updateExpression("SET closedAt = :at REMOVE agenda, dueAt")
                .expressionAttributeValues(Map.of(":at", text(commit.at().toString()))));
    }

    private void history(Entry entry) {
        Map<String, AttributeValue> row =
                Items.row(RunRows.pk(run.id()), "AT#%010d".formatted(run.stamp().version()));
        row.put("entry", text(Json.write(entry)));
        row.put("expiresAt", Items.expiry(run.asked().asOf(), Slot.RETENTION.plusDays(30)));
        put(put -> put.item(row));
    }

    private void notice(Notice notice) {
        put(put -> put.item(NoticeRow.of(notice, commit.at())));
    }

    private void put(Consumer<Put.Builder> how) {
        items.add(TransactWriteItem.builder()
                .put(put -> how.accept(put.tableName(table)))
                .build());
    }

    private void update(Consumer<Update.Builder> how) {
        items.add(TransactWriteItem.builder()
                .update(update -> how.accept(update.tableName(table)))
                .build());
    }
}

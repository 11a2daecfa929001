package cloud.broom.aws;

import static cloud.broom.aws.Items.key;

import cloud.broom.job.JobName;
import cloud.broom.job.Limit;
import cloud.broom.job.Measure;
import cloud.broom.job.Slot;
import cloud.broom.plan.Amounts;
import cloud.broom.run.Take;
import cloud.broom.task.Usd;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** What is taken of a day's limits as a row: dollars in billionths, as every number here is whole. */
final class DayRow {
    private static final String STACK = "*";
    private static final List<Measure> COUNTED = List.of(Measure.ITEMS, Measure.BYTES, Measure.USD);

    private DayRow() {}

    static String pk(LocalDate day) {
        return "DAY#" + day;
    }

    /** A job's row, or the whole stack's. */
    static String sk(Optional<JobName> job) {
        return job.map(JobName::value).orElse(STACK);
    }

    /** Added only if it fits what is taken by then. */
    static TransactWriteItem write(String table, Take take) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(
                ":expires", Items.expiry(take.day().atStartOfDay(ZoneOffset.UTC).toInstant(), Slot.RETENTION));
        COUNTED.forEach(measure ->
                values.put(":" + measure.key(), Items.number(take.more().of(measure))));
        String fits = take.most().entrySet().stream()
                .filter(limit -> limit.getValue() instanceof Limit.AtMost)
                .map(limit -> fits(limit.getKey(), (Limit.AtMost) limit.getValue(), take.more(), values))
                .collect(Collectors.joining(" AND "));
        Update.Builder update = Update.builder()
                .tableName(table)
                .key(key(pk(take.day()), sk(take.job())))
                .updateExpression("SET expiresAt = :expires ADD #items :items, #bytes :bytes, #usd :usd")
                .expressionAttributeNames(Map.of("#items", "items", "#bytes", "bytes", "#usd", "usd"))
                .expressionAttributeValues(values);
        return TransactWriteItem.builder()
                .update(
                        fits.isEmpty()
                                ? update.build()
                                : update.conditionExpression(fits).build())
                .build();
    }

    /** Where nothing is taken yet, what is beyond the limit by itself finds no room either. */
    private static String fits(Measure measure, Limit.AtMost limit, Amounts more, Map<String, AttributeValue> values) {
        long room = limit.most() - more.of(measure);
        String name = "#" + measure.key();
        String bound = ":room" + measure.key();
        values.put(bound, Items.number(room));
        return room < 0
                ? name + " <= " + bound
                : "(attribute_not_exists(" + name + ") OR " + name + " <= " + bound + ")";
    }

    static Amounts read(Map<String, AttributeValue> row) {
        return new Amounts(Items.number(row, "items"), Items.number(row, "bytes"), new Usd(Items.number(row, "usd")));
    }
}

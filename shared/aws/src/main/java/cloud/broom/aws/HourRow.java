package cloud.broom.aws;

import static cloud.broom.aws.Items.key;

import cloud.broom.job.JobName;
import cloud.broom.run.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How many runs of a job have begun in an hour as a row. Only jobs that bound that have any. */
final class HourRow {
    private static final Duration KEPT = Duration.ofDays(2);

    private HourRow() {}

    static String pk(JobName job) {
        return "JOB#" + job;
    }

    static String sk(Instant hour) {
        return "HOUR#" + hour;
    }

    /** Counted only if it fits what has begun by then. */
    static TransactWriteItem write(String table, Start start) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key(pk(start.job()), sk(start.hour())))
                        .updateExpression("SET expiresAt = :expires ADD starts :one")
                        .conditionExpression("attribute_not_exists(starts) OR starts < :most")
                        .expressionAttributeValues(Map.of(
                                ":expires",
                                Items.expiry(start.hour(), KEPT),
                                ":one",
                                Items.number(1),
                                ":most",
                                Items.number(start.most()))))
                .build();
    }
}

package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.control.Exemption;
import cloud.broom.control.Glob;
import cloud.broom.job.JobName;
import cloud.broom.json.Refused;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An exemption as a row; {@code createdAt} is the key of an index, and a number. Its sort key is the job it is for, or {@code *}, then {@code #} and the pattern. Of a row that cannot be
 * read whatever its key may mean is protected.
 */
final class ExemptionRow {
    static final String PK = "EXEMPT";

    /** An expired one stays this long for whoever asks why something went. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final String EVERY_JOB = "*";
    private static final int WIDENED_CHARS = 200;
    private static final int GLOB_BYTES = 900;

    private ExemptionRow() {}

    static Map<String, AttributeValue> key(Glob glob, Optional<JobName> job) {
        return Items.key(PK, sk(glob, job));
    }

    static Map<String, AttributeValue> bareKey(Glob glob) {
        return Items.key(PK, glob.pattern());
    }

    static Map<String, AttributeValue> of(Exemption exemption) {
        Map<String, AttributeValue> row = Items.row(PK, sk(exemption.glob(), exemption.job()));
        row.put("kind", text("exemption"));
        row.put("glob", text(exemption.glob().pattern()));
        exemption.job().ifPresent(job -> row.put("job", text(job.value())));
        row.put("owner", text(exemption.owner()));
        row.put("reason", text(exemption.reason()));
        exemption.expires().ifPresent(end -> {
            row.put("expires", text(end.toString()));
            row.put("expiresAt", Items.expiry(end, KEPT));
        });
        row.put("addedBy", text(exemption.createdBy()));
        row.put("addedAt", text(exemption.createdAt().toString()));
        return row;
    }

    /** The exemption; of one that cannot be read, each that it may be. */
    static List<Exemption> read(Map<String, AttributeValue> row) {
        try {
            return List.of(readable(row));
        } catch (IllegalStateException | DateTimeException | Refused unreadable) {
            String sk = Items.text(row, "sk");
            String rest = sk.substring(sk.indexOf('#') + 1);
            return Stream.of(sk.startsWith(EVERY_JOB + "#") ? rest : sk, rest)
                    .distinct()
                    .map(pattern -> Exemption.malformed(widened(pattern), String.valueOf(unreadable.getMessage())))
                    .toList();
        }
    }

    private static Exemption readable(Map<String, AttributeValue> row) {
        Exemption read = Exemption.of(
                new Glob(Items.text(row, "glob")),
                row.containsKey("job") ? Optional.of(new JobName(Items.text(row, "job"))) : Optional.empty(),
                new Exemption.Terms(Items.text(row, "owner"), Items.text(row, "reason")),
                row.containsKey("expires") ? Optional.of(Instant.parse(Items.text(row, "expires"))) : Optional.empty(),
                Items.text(row, "addedBy"),
                Instant.parse(Items.text(row, "addedAt")));
        if (!Items.text(row, "sk").equals(sk(read.glob(), read.job()))) {
            throw new IllegalStateException("its key " + Items.text(row, "sk") + " is not of its glob and job");
        }
        return read;
    }

    /** A pattern for at least what this may mean. */
    private static Glob widened(String pattern) {
        boolean fits = pattern.getBytes(StandardCharsets.UTF_8).length <= GLOB_BYTES;
        if (fits && !pattern.isEmpty()) {
            return new Glob(pattern);
        }
        int end = Math.min(WIDENED_CHARS, pattern.length());
        boolean split = end > 0 && Character.isHighSurrogate(pattern.charAt(end - 1));
        return new Glob(pattern.substring(0, split ? end - 1 : end) + "*");
    }

    private static String sk(Glob glob, Optional<JobName> job) {
        return job.map(JobName::value).orElse(EVERY_JOB) + "#" + glob;
    }
}

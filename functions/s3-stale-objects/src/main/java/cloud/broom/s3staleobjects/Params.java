package cloud.broom.s3staleobjects;

import cloud.broom.control.Glob;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which objects of a bucket are stale. All that is given has to hold.
 *
 * @param prefix what their keys begin with; empty only together with {@code allowWholeBucket}
 * @param suffix what their keys end with; empty for any
 * @param olderThan how long they have not been modified, more than
 * @param minimumSize in bytes, inclusive
 * @param maximumSize in bytes, inclusive
 * @param keepNewest how many of the newest objects of the prefix stay whatever their age, counted among those of the
 *     suffix and the sizes; as new as the last of them stays too
 * @param keepKeys patterns of keys that stay whatever their age
 * @param objectTags whether an object's own tags may protect it, besides its bucket's: a call for each that would go
 */
record Params(
        String bucket,
        String prefix,
        String suffix,
        Duration olderThan,
        long minimumSize,
        long maximumSize,
        int keepNewest,
        boolean allowWholeBucket,
        List<Glob> keepKeys,
        boolean objectTags) {
    /** A run carries this many instants in its cursor, so there is a bound. */
    private static final int KEEP_MOST = 1000;

    /** AmazonS3/latest/userguide/object-keys.html. */
    private static final int KEY_BYTES = 1024;

    /** AmazonS3/latest/userguide/bucketnamingrules.html. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final int KEEP_KEYS_MOST = 100;

    Params {
        keepKeys = List.copyOf(keepKeys);
        Refused.when(!BUCKET.matcher(bucket).matches(), "bucket", "'" + bucket + "' is not a bucket's name");
        Refused.when(
                prefix.isEmpty() && !allowWholeBucket, "prefix", "is empty: name one, or say allowWholeBucket: true");
        Refused.when(
                prefix.getBytes(StandardCharsets.UTF_8).length > KEY_BYTES,
                "prefix",
                "is longer than a key can be, " + KEY_BYTES + " bytes");
        Refused.when(olderThan.isNegative(), "olderThan", olderThan + " is negative: an age is PT0S or more");
        Refused.when(minimumSize < 0, "minimumSize", minimumSize + " is negative");
        Refused.when(
                maximumSize < minimumSize,
                "maximumSize",
                maximumSize + " is below minimumSize " + minimumSize + ": nothing could match");
        Refused.when(
                keepNewest < 0 || keepNewest > KEEP_MOST,
                "keepNewest",
                keepNewest + " is not between 0 and " + KEEP_MOST);
        Refused.when(
                keepKeys.size() > KEEP_KEYS_MOST,
                "keepKeys",
                "has " + keepKeys.size() + " patterns: " + KEEP_KEYS_MOST + " are the most");
    }

    @JsonCreator
    static Params read(
            @JsonProperty("bucket") Optional<String> bucket,
            @JsonProperty("prefix") Optional<String> prefix,
            @JsonProperty("suffix") Optional<String> suffix,
            @JsonProperty("olderThan") Optional<Duration> olderThan,
            @JsonProperty("minimumSize") Optional<Long> minimumSize,
            @JsonProperty("maximumSize") Optional<Long> maximumSize,
            @JsonProperty("keepNewest") Optional<Integer> keepNewest,
            @JsonProperty("allowWholeBucket") Optional<Boolean> allowWholeBucket,
            @JsonProperty("keepKeys") Optional<List<Glob>> keepKeys,
            @JsonProperty("objectTags") Optional<Boolean> objectTags) {
        return new Params(
                bucket.orElseThrow(() -> new Refused("bucket", "is missing: the bucket to look in")),
                prefix.orElse(""),
                suffix.orElse(""),
                olderThan.orElseThrow(() -> new Refused("olderThan", "is missing: an ISO-8601 duration such as P90D")),
                minimumSize.orElse(0L),
                maximumSize.orElse(Long.MAX_VALUE),
                keepNewest.orElse(0),
                allowWholeBucket.orElse(false),
                keepKeys.orElse(List.of()),
                objectTags.orElse(false));
    }

    boolean keeps(String key) {
        return keepKeys.stream().anyMatch(pattern -> pattern.matches(key));
    }

    boolean hasSize(long size) {
        return size >= minimumSize && size <= maximumSize;
    }
}

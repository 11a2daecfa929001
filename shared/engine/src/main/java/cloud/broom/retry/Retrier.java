package cloud.broom.retry;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * One rule of a Retry array of the Amazon States Language, fields and bounds as Step Functions documents them
 * (docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 *
 * @param errorEquals the error names it is for
 * @param intervalSeconds before the first retry; 1 to 99,999,999, default 1
 * @param maxAttempts retries, not executions; 0 to 99,999,999, default 3; 0 means never
 * @param backoffRate factor from one delay to the next; at least 1, default 2
 * @param maxDelaySeconds cap on a delay, before jitter; 1 to 31,622,400; none by default
 */
public record Retrier(
        @JsonProperty("ErrorEquals") List<String> errorEquals,
        @JsonProperty("IntervalSeconds") int intervalSeconds,
        @JsonProperty("MaxAttempts") int maxAttempts,
        @JsonProperty("BackoffRate") double backoffRate,
        @JsonProperty("MaxDelaySeconds") Optional<Integer> maxDelaySeconds,
        @JsonProperty("JitterStrategy") JitterStrategy jitterStrategy) {
    private static final int SECONDS_MOST = 99_999_999;
    private static final int DELAY_SECONDS_MOST = 31_622_400;

    public Retrier {
        errorEquals = List.copyOf(errorEquals);
        ErrorMatch.check(errorEquals);
        Refused.when(
                intervalSeconds < 1 || intervalSeconds > SECONDS_MOST,
                "IntervalSeconds",
                intervalSeconds + " is not between 1 and " + SECONDS_MOST);
        Refused.when(
                maxAttempts < 0 || maxAttempts > SECONDS_MOST,
                "MaxAttempts",
                maxAttempts + " is not between 0 and " + SECONDS_MOST);
        Refused.when(!(backoffRate >= 1) || Double.isInfinite(backoffRate), "BackoffRate", backoffRate + " is below 1");
        Refused.when(
                maxDelaySeconds
                        .filter(most -> most < 1 || most > DELAY_SECONDS_MOST)
                        .isPresent(),
                "MaxDelaySeconds",
                maxDelaySeconds.orElse(0) + " is not between 1 and " + DELAY_SECONDS_MOST);
    }

    @JsonCreator
    static Retrier read(
            @JsonProperty("ErrorEquals") Optional<List<String>> errorEquals,
            @JsonProperty("IntervalSeconds") OptionalInt intervalSeconds,
            @JsonProperty("MaxAttempts") OptionalInt maxAttempts,
            @JsonProperty("BackoffRate") Optional<Double> backoffRate,
            @JsonProperty("MaxDelaySeconds") Optional<Integer> maxDelaySeconds,
            @JsonProperty("JitterStrategy") Optional<JitterStrategy> jitterStrategy) {
        return new Retrier(
                errorEquals.orElseThrow(() -> new Refused("ErrorEquals", "is missing")),
                intervalSeconds.orElse(1),
                maxAttempts.orElse(3),
                backoffRate.orElse(2.0),
                maxDelaySeconds,
                jitterStrategy.orElse(JitterStrategy.NONE));
    }

    /** A rule with the language's defaults but for what is given. */
    public static Retrier of(List<String> errorEquals, int intervalSeconds, int maxAttempts) {
        return new Retrier(errorEquals, intervalSeconds, maxAttempts, 2.0, Optional.empty(), JitterStrategy.NONE);
    }

    /**
     * What the language asks of a list: {@code States.ALL} only in the last rule.
     *
     * @throws Refused if it stands in an earlier one
     */
    public static void check(List<Retrier> rules) {
        ErrorMatch.lastOnly(rules.stream().map(Retrier::errorEquals).toList(), "retry");
    }

    boolean matches(ErrorName error) {
        return ErrorMatch.matches(errorEquals, error);
    }

    /** The wait before retry number {@code retry}, from 1: interval times rate to the power, capped, then jittered. */
    Duration delay(int retry, RandomGenerator chance) {
        double seconds = intervalSeconds * Math.pow(backoffRate, retry - 1.0);
        double capped = Math.min(seconds, maxDelaySeconds.orElse(DELAY_SECONDS_MOST));
        double drawn = jitterStrategy == JitterStrategy.FULL ? capped * chance.nextDouble() : capped;
        return Duration.ofMillis(Math.round(drawn * 1000));
    }
}

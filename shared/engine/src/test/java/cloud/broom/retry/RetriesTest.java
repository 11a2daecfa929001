package cloud.broom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import cloud.broom.retry.Retries.Decision;
import cloud.broom.retry.Retries.RetryAfter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Retries as the Amazon States Language has them (states-language.net/spec.html, "Errors", and
 * docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 */
final class RetriesTest {
    private static final String ANY = "Some.Error";
    private static final String COMPLEX =
            """
            [{"ErrorEquals": ["ErrorA", "ErrorB"], "IntervalSeconds": 1, "BackoffRate": 2, "MaxAttempts": 2},
             {"ErrorEquals": ["ErrorC"], "IntervalSeconds": 5}]""";

    @Test
    @DisplayName("a) defaults: waits 1, 2, 4 and gives up after four executions")
    void defaultsWaitOneTwoAndFourSeconds() {
        assertThat(waits(all(""), ANY)).containsExactly(1.0, 2.0, 4.0);
    }

    @Test
    @DisplayName("b) interval 3, 3 attempts, rate 2: waits 3, 6, 12")
    void rateMultipliesEachWait() {
        assertThat(waits(all(", 'IntervalSeconds': 3, 'MaxAttempts': 3, 'BackoffRate': 2"), ANY))
                .containsExactly(3.0, 6.0, 12.0);
    }

    @Test
    @DisplayName("c) interval 3, 2 attempts, rate 1: waits 3, 3")
    void rateOneKeepsTheInterval() {
        assertThat(waits(all(", 'IntervalSeconds': 3, 'MaxAttempts': 2, 'BackoffRate': 1"), ANY))
                .containsExactly(3.0, 3.0);
    }

    @Test
    @DisplayName("d) interval 3, 3 attempts, rate 2, at most 5: waits 3, 5, 5")
    void maximumCapsLaterWaits() {
        assertThat(waits(all(", 'IntervalSeconds': 3, 'MaxAttempts': 3, 'BackoffRate': 2, 'MaxDelaySeconds': 5"), ANY))
                .containsExactly(3.0, 5.0, 5.0);
    }

    @Test
    @DisplayName("e) interval 3, 2 attempts, rate 2, at most 4: waits 3, 4")
    void maximumCapsTheSecondWait() {
        assertThat(waits(all(", 'IntervalSeconds': 3, 'MaxAttempts': 2, 'BackoffRate': 2, 'MaxDelaySeconds': 4"), ANY))
                .containsExactly(3.0, 4.0);
    }

    @Test
    @DisplayName("f) interval 2, 3 attempts, rate 2, jitter FULL: waits within [0,2], [0,4], [0,8], and uses the range")
    void fullJitterDrawsFromZeroToTheComputedWait() {
        String rules = all(", 'IntervalSeconds': 2, 'MaxAttempts': 3, 'BackoffRate': 2, 'JitterStrategy': 'FULL'");
        List<List<Double>> drawn = new ArrayList<>();
        RandomGenerator chance = new Random(1);
        for (int i = 0; i < 200; i++) {
            drawn.add(waits(rules, chance, Collections.nCopies(10, ANY)));
        }

        for (int retry = 0; retry < 3; retry++) {
            int at = retry;
            double most = 2 << retry;
            List<Double> waits = drawn.stream().map(one -> one.get(at)).toList();
            assertThat(waits).hasSize(200).allMatch(wait -> wait >= 0 && wait <= most);
            assertThat(Collections.min(waits)).isLessThan(most / 4);
            assertThat(Collections.max(waits)).isGreaterThan(most * 3 / 4);
        }
    }

    @Test
    @DisplayName("g) interval 3, 3 attempts, rate 1.5: waits 3, 4.5, 6.75")
    void fractionsOfSecondsAreKept() {
        assertThat(waits(all(", 'IntervalSeconds': 3, 'MaxAttempts': 3, 'BackoffRate': 1.5"), ANY))
                .containsExactly(3.0, 4.5, 6.75);
    }

    @Test
    @DisplayName("h) interval 1, 8 attempts, rate 2, at most 60: 183 seconds in all")
    void eightAttemptsUnderAMinuteWaitThreeMinutesInAll() {
        assertThat(waits(all(", 'IntervalSeconds': 1, 'MaxAttempts': 8, 'BackoffRate': 2, 'MaxDelaySeconds': 60"), ANY))
                .containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0);
    }

    @Test
    @DisplayName("i) interval 10, 3 attempts, rate 2, at most 5: waits 5, 5, 5")
    void maximumCapsTheFirstWaitToo() {
        assertThat(waits(all(", 'IntervalSeconds': 10, 'MaxAttempts': 3, 'BackoffRate': 2, 'MaxDelaySeconds': 5"), ANY))
                .containsExactly(5.0, 5.0, 5.0);
    }

    @Test
    @DisplayName("j) 0 attempts: no retry")
    void zeroAttemptsNeverRetry() {
        assertThat(waits(all(", 'MaxAttempts': 0"), ANY)).isEmpty();
    }

    @Test
    @DisplayName("k) errors A, B, C, B: waits 1, 2, 5, then gives up")
    void errorsOfOneRetrierShareItsCount() {
        assertThat(waits(COMPLEX, "ErrorA", "ErrorB", "ErrorC", "ErrorB")).containsExactly(1.0, 2.0, 5.0);
    }

    @Test
    @DisplayName("l) errors A, C, A: waits 1, 5, 2")
    void retriersCountApart() {
        assertThat(waits(COMPLEX, "ErrorA", "ErrorC", "ErrorA")).containsExactly(1.0, 5.0, 2.0);
    }

    @Test
    @DisplayName("m) an earlier retrier with 0 attempts keeps its error from a later States.ALL")
    void firstMatchDecidesEvenIfItNeverRetries() {
        String rules =
                "[{\"ErrorEquals\": [\"States.Timeout\"], \"MaxAttempts\": 0}, {\"ErrorEquals\": [\"States.ALL\"]}]";

        assertThat(waits(rules, "States.Timeout", "States.Timeout")).isEmpty();
        assertThat(waits(rules, ANY, ANY, ANY, ANY)).containsExactly(1.0, 2.0, 4.0);
    }

    @Test
    @DisplayName("n) States.ALL leaves States.DataLimitExceeded alone, which must be named")
    void allDoesNotMatchDataLimitExceeded() {
        assertThat(waits(all(""), "States.DataLimitExceeded")).isEmpty();
        assertThat(waits("[{\"ErrorEquals\": [\"States.DataLimitExceeded\"]}]", "States.DataLimitExceeded"))
                .containsExactly(1.0, 2.0, 4.0);
    }

    @Test
    @DisplayName("o) States.TaskFailed leaves States.Timeout alone")
    void taskFailedDoesNotMatchTimeout() {
        String rules = "[{\"ErrorEquals\": [\"States.TaskFailed\"]}]";

        assertThat(waits(rules, "States.Timeout")).isEmpty();
        assertThat(waits(rules, ANY, ANY)).containsExactly(1.0, 2.0);
    }

    @Test
    void nothingRetriesARuntimeError() {
        assertThat(waits("[{\"ErrorEquals\": [\"States.Runtime\"]}]", "States.Runtime"))
                .isEmpty();
        assertThat(waits(all(""), "States.Runtime")).isEmpty();
    }

    @Test
    void namesMatchExactly() {
        String rules = "[{\"ErrorEquals\": [\"S3.SlowDown\"]}]";

        assertThat(waits(rules, "S3.slowDown")).isEmpty();
        assertThat(waits(rules, "S3.SlowDown.More")).isEmpty();
    }

    @Test
    void errorAnswersToItsAliases() {
        Decision decision = Retries.only(rules("[{\"ErrorEquals\": [\"S3.S3Exception\"]}]"))
                .decide(ErrorName.of("S3.SlowDown", "S3.S3Exception"), Attempts.NONE, new Random(1));

        assertThat(wait(decision)).contains(1.0);
    }

    @Test
    void waitsStayFiniteHoweverLongTheyHaveGrown() {
        assertThat(waits(all(", 'IntervalSeconds': 99999999, 'MaxAttempts': 2000, 'BackoffRate': 10"), ANY, 2000))
                .hasSize(2000)
                .allMatch(wait -> wait <= 31_622_400);
    }

    @Test
    void jobsOwnRulesComeBeforeTheDefaults() {
        Retries retries = Retries.of(rules("[{\"ErrorEquals\": [\"Broom.Crashed\"], \"MaxAttempts\": 0}]"));

        assertThat(wait(retries.decide(ErrorName.CRASHED, Attempts.NONE, new Random(1))))
                .isEmpty();
    }

    @Test
    void defaultsRetryADeadInvocationFiveTimesAndATransientErrorSixTimes() {
        assertThat(waits(Retries.of(List.of()), new Random(1), Collections.nCopies(9, ErrorName.CRASHED)))
                .containsExactly(1.0, 2.0, 4.0, 8.0, 16.0);
        assertThat(waits(
                        Retries.of(List.of()),
                        new Random(1),
                        Collections.nCopies(9, ErrorName.of("S3.SlowDown", ErrorName.TRANSIENT))))
                .hasSize(6);
        assertThat(waits(Retries.of(List.of()), new Random(1), List.of(ErrorName.of("S3.AccessDenied"))))
                .isEmpty();
    }

    /** One rule for every error, with more fields in single quotes. */
    private static String all(String more) {
        return "[{\"ErrorEquals\": [\"States.ALL\"]" + more.replace('\'', '"') + "}]";
    }

    private static List<Double> waits(String rules, String error) {
        return waits(rules, error, 10);
    }

    private static List<Double> waits(String rules, String error, int times) {
        return waits(rules, new Random(1), Collections.nCopies(times, error));
    }

    private static List<Double> waits(String rules, String first, String second, String... rest) {
        return waits(
                rules,
                new Random(1),
                Stream.concat(Stream.of(first, second), Stream.of(rest)).toList());
    }

    private static List<Double> waits(String rules, RandomGenerator chance, List<String> errors) {
        return waits(
                Retries.only(rules(rules)),
                chance,
                errors.stream().map(ErrorName::of).toList());
    }

    /** The seconds it waits as these errors come one after the other, until it gives up. */
    private static List<Double> waits(Retries retries, RandomGenerator chance, List<ErrorName> errors) {
        List<Double> waits = new ArrayList<>();
        Attempts attempts = Attempts.NONE;
        for (ErrorName error : errors) {
            Optional<RetryAfter> retry = retry(retries.decide(error, attempts, chance));
            if (retry.isEmpty()) {
                return waits;
            }
            attempts = retry.get().attempts();
            waits.add(retry.get().delay().toMillis() / 1000.0);
        }
        return waits;
    }

    private static Optional<RetryAfter> retry(Decision decision) {
        return decision.match(Optional::of, giveUp -> Optional.empty());
    }

    private static Optional<Double> wait(Decision decision) {
        return retry(decision).map(retry -> retry.delay().toMillis() / 1000.0);
    }

    private static List<Retrier> rules(String json) {
        return List.of(Json.read(json, Retrier[].class, "retry"));
    }
}

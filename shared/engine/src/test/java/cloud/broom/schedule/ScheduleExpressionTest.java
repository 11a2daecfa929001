package cloud.broom.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleExpressionTest {
    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            cron(0 3 * * ? *)          ; 2026-01-30T05:07:00Z ; 2026-01-31T03:00 2026-02-01T03:00
            cron(0 3 L * ? *)          ; 2026-01-31T03:00:00Z ; 2026-02-28T03:00 2026-03-31T03:00
            cron(0 3 31W * ? *)        ; 2026-01-30T05:00:00Z ; 2026-03-31T03:00 2026-05-29T03:00
            cron(0 3 1W * ? *)         ; 2026-07-30T00:00:00Z ; 2026-08-03T03:00 2026-09-01T03:00
            cron(0 3 31W * ? *)        ; 2026-10-01T00:00:00Z ; 2026-10-30T03:00 2026-12-31T03:00
            cron(0 3 15W * ? *)        ; 2026-02-01T00:00:00Z ; 2026-02-16T03:00 2026-03-16T03:00
            cron(0 3 ? * 6L *)         ; 2026-02-01T00:00:00Z ; 2026-02-27T03:00 2026-03-27T03:00
            cron(0 3 ? * friL *)       ; 2026-02-01T00:00:00Z ; 2026-02-27T03:00 2026-03-27T03:00
            cron(0 3 ? * 3#2 *)        ; 2026-02-01T00:00:00Z ; 2026-02-10T03:00 2026-03-10T03:00
            cron(0 3 ? * TUE#5 *)      ; 2026-02-01T00:00:00Z ; 2026-03-31T03:00 2026-06-30T03:00
            cron(0 3 ? * L *)          ; 2026-02-01T00:00:00Z ; 2026-02-07T03:00 2026-02-14T03:00
            cron(0 3 ? * 1 *)          ; 2026-02-02T00:00:00Z ; 2026-02-08T03:00 2026-02-15T03:00
            cron(0 3 ? * FRI-SUN *)    ; 2026-01-30T05:00:00Z ; 2026-01-31T03:00 2026-02-01T03:00 2026-02-06T03:00
            cron(0 20-2 * * ? *)       ; 2026-01-30T22:30:00Z ; 2026-01-30T23:00 2026-01-31T00:00
            cron(0 3 1 NOV-FEB ? *)    ; 2026-01-30T00:00:00Z ; 2026-02-01T03:00 2026-11-01T03:00
            cron(*/20 * * * ? *)       ; 2026-01-30T05:07:00Z ; 2026-01-30T05:20 2026-01-30T05:40 2026-01-30T06:00
            cron(5/20 3-4 1,15 * ? *)  ; 2026-02-01T03:06:00Z ; 2026-02-01T03:25 2026-02-01T03:45 2026-02-01T04:05
            cron(0-30/10 8 * * ? *)    ; 2026-02-01T08:10:00Z ; 2026-02-01T08:20 2026-02-01T08:30 2026-02-02T08:00
            cron(0 3 29 2 ? *)         ; 2026-01-01T00:00:00Z ; 2028-02-29T03:00 2032-02-29T03:00
            cron(0 3 1 1 ? 2190/3)     ; 2026-01-01T00:00:00Z ; 2190-01-01T03:00 2193-01-01T03:00
            cron(0 3 1 1 ? 2199)       ; 2026-01-01T00:00:00Z ; 2199-01-01T03:00
            cron(0 3 31 2 ? *)         ; 2026-01-01T00:00:00Z ;
            cron(0 3 1 1 ? 1970)       ; 2026-01-01T00:00:00Z ;
            """)
    void cronFiresWhenAwsSays(String expression, Instant after, String expected) {
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(" ", -1));

        assertThat(fires(expression, "UTC", after, Math.max(1, wanted.size())))
                .isEqualTo(wanted.stream().map(t -> Instant.parse(t + ":00Z")).toList());
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            cron(30 2 * * ? *)   ; Europe/Berlin    ; 2026-03-28T00:00:00Z ; 2026-03-28T01:30 2026-03-30T00:30
            cron(30 2 * * ? *)   ; America/New_York ; 2026-03-07T00:00:00Z ; 2026-03-07T07:30 2026-03-09T06:30
            cron(30 2 * * ? *)   ; Europe/Berlin    ; 2026-10-24T00:00:00Z ; 2026-10-24T00:30 2026-10-25T00:30 2026-10-26T01:30
            cron(30 1 * * ? *)   ; America/New_York ; 2026-10-31T00:00:00Z ; 2026-10-31T05:30 2026-11-01T05:30 2026-11-02T06:30
            cron(0/30 * * * ? *) ; Europe/Berlin    ; 2026-10-25T00:00:00Z ; 2026-10-25T00:30 2026-10-25T02:00
            cron(0/30 * * * ? *) ; Europe/Berlin    ; 2026-10-25T01:10:00Z ; 2026-10-25T02:00 2026-10-25T02:30
            cron(0/30 * * * ? *) ; Europe/Berlin    ; 2026-03-29T00:30:00Z ; 2026-03-29T01:00 2026-03-29T01:30
            cron(0 3 * * ? *)    ; Europe/Berlin    ; 2026-03-28T12:00:00Z ; 2026-03-29T01:00 2026-03-30T01:00
            """)
    void skipsTheSpringGapAndFiresOnceInTheAutumnOverlap(
            String expression, String zone, Instant after, String expected) {
        List<String> wanted = List.of(expected.split(" ", -1));

        assertThat(fires(expression, zone, after, wanted.size()))
                .isEqualTo(wanted.stream().map(t -> Instant.parse(t + ":00Z")).toList());
    }

    @Test
    void countsARateFromItsStartInWholeIntervals() {
        Instant start = Instant.parse("2026-03-28T10:00:13Z");
        ScheduleExpression daily =
                ScheduleExpression.parse("rate(1 day)", "Europe/Berlin").startingAt(start);

        assertThat(daily.nextAfter(start.minusSeconds(1))).contains(start);
        assertThat(daily.nextAfter(start)).contains(Instant.parse("2026-03-29T10:00:13Z"));
        assertThat(daily.nextAfter(Instant.parse("2026-03-30T10:00:12Z")))
                .contains(Instant.parse("2026-03-30T10:00:13Z"));
    }

    @Test
    void doesNotFireACronBeforeItsStartButOnIt() {
        Instant start = Instant.parse("2026-05-01T03:00:00Z");
        ScheduleExpression nightly =
                ScheduleExpression.parse("cron(0 3 * * ? *)", "UTC").startingAt(start);

        assertThat(nightly.nextAfter(Instant.parse("2026-01-01T00:00:00Z"))).contains(start);
        assertThat(nightly.nextAfter(start)).contains(Instant.parse("2026-05-02T03:00:00Z"));
    }

    @Test
    void firesOnceAtItsLocalTime() {
        ScheduleExpression once = ScheduleExpression.parse("at(2026-07-01T12:00:00)", "America/New_York");
        Instant noon = Instant.parse("2026-07-01T16:00:00Z");

        assertThat(once.nextAfter(noon.minusMillis(1))).contains(noon);
        assertThat(once.nextAfter(noon)).isEmpty();
    }

    private static List<Instant> fires(String expression, String zone, Instant after, int count) {
        ScheduleExpression schedule = ScheduleExpression.parse(expression, zone);
        List<Instant> fires = new ArrayList<>();
        Optional<Instant> next = schedule.nextAfter(after);
        while (next.isPresent() && fires.size() < count) {
            fires.add(next.get());
            next = schedule.nextAfter(next.get());
        }
        return fires;
    }
}

package cloud.broom.cli.file;

import cloud.broom.schedule.Schedule;
import cloud.broom.schedule.ScheduleExpression;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a schedule fires.
 *
 * @param expression as EventBridge Scheduler takes it: {@code cron(0 3 * * ? *)}
 */
public record Timing(String expression, String timezone, ScheduleExpression schedule) {
    /** When a job says that it has to run. */
    static Timing of(Schedule said) {
        String expression = said.expression();
        return new Timing(expression, said.timezone(), ScheduleExpression.parse(expression, said.timezone()));
    }

    /** The next instants at which it fires, at most so many. A rate counts from {@code now}. */
    public List<Instant> next(Instant now, int atMost) {
        return Stream.iterate(
                        schedule.startingAt(now).nextAfter(now),
                        Optional::isPresent,
                        last -> last.flatMap(schedule.startingAt(now)::nextAfter))
                .limit(atMost)
                .map(Optional::orElseThrow)
                .map(Objects::requireNonNull)
                .toList();
    }
}

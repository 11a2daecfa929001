package cloud.broom.cli.file;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.schedule.InvalidScheduleException;
import cloud.broom.schedule.ScheduleExpression;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a job is to run: {@code schedule: {cron: "0 3 * * ? *", timezone: Europe/Berlin}}.
 *
 * @param expression as EventBridge Scheduler takes it: {@code cron(0 3 * * ? *)}
 */
public record Timing(String expression, String timezone, ScheduleExpression schedule) {
    /**
     * Reads the value of a job's key {@code schedule}.
     *
     * @throws Refused if EventBridge Scheduler would not take it
     */
    static Timing read(JsonNode node, String place) {
        Refused.when(!node.isObject(), place, "is not a mapping with one of cron, rate, at");
        return Json.read(node, Timing.class, place);
    }

    @JsonCreator
    static Timing read(
            @JsonProperty("cron") Optional<String> cron,
            @JsonProperty("rate") Optional<String> rate,
            @JsonProperty("at") Optional<String> at,
            @JsonProperty("timezone") Optional<String> timezone) {
        List<String> forms = Stream.of(
                        cron.map(value -> "cron(" + value + ")"),
                        rate.map(value -> "rate(" + value + ")"),
                        at.map(value -> "at(" + value + ")"))
                .flatMap(Optional::stream)
                .toList();
        Refused.when(forms.size() != 1, "", "has " + forms.size() + " of cron, rate, at: give one");
        String expression = forms.get(0);
        String zone = timezone.orElse("UTC");
        try {
            return new Timing(expression, zone, ScheduleExpression.parse(expression, zone));
        } catch (InvalidScheduleException invalid) {
            throw new Refused(
                    "", invalid.field() + " of " + expression + " is '" + invalid.value() + "': " + invalid.allowed());
        }
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

package cloud.broom.job;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hours in which a job may act: those of people who can help. It plans at any hour.
 *
 * @param days of the week
 * @param from the first moment of the window, on the wall clock
 * @param to the first moment after it; after {@code from}, of the same day
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId timezone) {
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    public Window {
        days = Set.copyOf(days);
        Refused.when(days.isEmpty(), "days", "is empty: the job could never act");
        Refused.when(!from.isBefore(to), "to", to + " is not after from " + from + ": a window lies within one day");
    }

    @JsonCreator
    static Window read(
            @JsonProperty("days") Optional<List<DayOfWeek>> days,
            @JsonProperty("from") Optional<LocalTime> from,
            @JsonProperty("to") Optional<LocalTime> to,
            @JsonProperty("timezone") Optional<ZoneId> timezone) {
        return new Window(
                days.<Set<DayOfWeek>>map(Set::copyOf).orElse(WORKDAYS),
                from.orElseThrow(() -> new Refused("from", "is missing: a time of day such as 09:00")),
                to.orElseThrow(() -> new Refused("to", "is missing: a time of day such as 17:00")),
                timezone.orElseThrow(() -> new Refused("timezone", "is missing: an IANA name such as Europe/Berlin")));
    }

    /** When it opens next; empty while it is open. */
    public Optional<Instant> opens(Instant now) {
        ZonedDateTime here = now.atZone(timezone);
        boolean open = days.contains(here.getDayOfWeek())
                && !here.toLocalTime().isBefore(from)
                && here.toLocalTime().isBefore(to);
        if (open) {
            return Optional.empty();
        }
        ZonedDateTime next = here.with(from);
        while (!next.isAfter(here) || !days.contains(next.getDayOfWeek())) {
            next = next.plusDays(1).with(from);
        }
        return Optional.of(next.toInstant());
    }
}

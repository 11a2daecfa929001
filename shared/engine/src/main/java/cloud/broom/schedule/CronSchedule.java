package cloud.broom.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * At the wall-clock times of a zone that six fields describe.
 *
 * <p>Written out here and not left to a cron library: cron-utils 9.2.1 drops the wrapped part of {@code 20-2}, finds no
 * year for {@code 2030/3}, and throws for {@code 31W} in a short month.
 */
final class CronSchedule implements ScheduleExpression {
    private static final int LAST_YEAR = 2199;

    private final String expression;
    private final ZoneId zone;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet months;
    private final BitSet years;
    private final Predicate<LocalDate> days;
    private final Instant start;

    private CronSchedule(String expression, List<String> fields, ZoneId zone) {
        this.expression = expression;
        this.zone = zone;
        this.minutes = CronField.MINUTE.values(expression, fields.get(0));
        this.hours = CronField.HOUR.values(expression, fields.get(1));
        this.months = CronField.MONTH.values(expression, fields.get(3));
        this.days = CronDays.rule(expression, fields.get(2), fields.get(4));
        this.years = CronField.YEAR.values(expression, fields.get(5));
        this.start = Instant.MIN;
    }

    private CronSchedule(CronSchedule schedule, Instant start) {
        this.expression = schedule.expression;
        this.zone = schedule.zone;
        this.minutes = schedule.minutes;
        this.hours = schedule.hours;
        this.months = schedule.months;
        this.days = schedule.days;
        this.years = schedule.years;
        this.start = start;
    }

    static CronSchedule parse(String expression, String inner, ZoneId zone) {
        List<String> fields = List.of(inner.split(" +", -1));
        if (fields.size() != 6) {
            throw new InvalidScheduleException(
                    expression,
                    "fields",
                    inner,
                    "6 are required: minute hour day-of-month month day-of-week year, there are " + fields.size());
        }
        return new CronSchedule(expression, fields, zone);
    }

    @Override
    public Optional<Instant> nextAfter(Instant after) {
        // A first fire may stand on the start itself.
        Instant bound = after.isBefore(start) ? start.minusNanos(1) : after;
        Optional<LocalDateTime> time = nextLocal(LocalDateTime.ofInstant(bound, zone));
        while (time.isPresent()) {
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time.get());
            if (!offsets.isEmpty() && time.get().toInstant(offsets.get(0)).isAfter(bound)) {
                return Optional.of(time.get().toInstant(offsets.get(0)));
            }
            time = nextLocal(time.get());
        }
        return Optional.empty();
    }

    /** The first described time after the given one, on a wall without gaps and overlaps. */
    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        LocalDate date = after.toLocalDate();
        if (matches(date)) {
            Optional<LocalTime> later = timeAfter(after.toLocalTime());
            if (later.isPresent()) {
                return later.map(date::atTime);
            }
        }
        return dateAfter(date).map(day -> day.atTime(hours.nextSetBit(0), minutes.nextSetBit(0)));
    }

    private Optional<LocalTime> timeAfter(LocalTime time) {
        int minute = minutes.nextSetBit(time.getMinute() + 1);
        if (hours.get(time.getHour()) && minute >= 0) {
            return Optional.of(LocalTime.of(time.getHour(), minute));
        }
        int hour = hours.nextSetBit(time.getHour() + 1);
        return hour < 0 ? Optional.empty() : Optional.of(LocalTime.of(hour, minutes.nextSetBit(0)));
    }

    private Optional<LocalDate> dateAfter(LocalDate date) {
        LocalDate day = date.plusDays(1);
        while (day.getYear() <= LAST_YEAR) {
            if (!years.get(Math.max(0, day.getYear()))) {
                day = LocalDate.of(day.getYear() + 1, 1, 1);
            } else if (!months.get(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else if (days.test(day)) {
                return Optional.of(day);
            } else {
                day = day.plusDays(1);
            }
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate date) {
        return years.get(Math.max(0, date.getYear())) && months.get(date.getMonthValue()) && days.test(date);
    }

    @Override
    public CronSchedule startingAt(Instant from) {
        return new CronSchedule(this, from);
    }

    @Override
    public String toString() {
        return expression;
    }
}

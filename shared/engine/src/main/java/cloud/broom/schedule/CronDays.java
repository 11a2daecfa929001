package cloud.broom.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which days of a month a cron expression means, by its day-of-month or by its day-of-week field. */
final class CronDays {
    private static final Pattern NEAREST_WEEKDAY = Pattern.compile("(\\d{1,2})W");
    private static final Pattern LAST_WEEKDAY = Pattern.compile("([1-7]|\\p{Alpha}{3})L");
    private static final Pattern NTH_WEEKDAY = Pattern.compile("([1-7]|\\p{Alpha}{3})#([1-5])");

    private CronDays() {}

    /** The rule of the one field that is not {@code ?}; AWS wants the other to be {@code ?}. */
    static Predicate<LocalDate> rule(String expression, String dayOfMonth, String dayOfWeek) {
        boolean byWeek = "?".equals(dayOfMonth);
        if (byWeek == "?".equals(dayOfWeek)) {
            throw new InvalidScheduleException(
                    expression,
                    "day-of-month and day-of-week",
                    dayOfMonth + " " + dayOfWeek,
                    "exactly one of the two must be ?");
        }
        return byWeek ? byWeek(expression, dayOfWeek) : byMonth(expression, dayOfMonth);
    }

    private static Predicate<LocalDate> byMonth(String expression, String text) {
        if ("L".equals(text)) {
            return date -> date.getDayOfMonth() == date.lengthOfMonth();
        }
        Matcher nearest = NEAREST_WEEKDAY.matcher(text);
        if (nearest.matches()) {
            int day = CronField.DAY_OF_MONTH.value(expression, text, nearest.group(1));
            return date -> day <= date.lengthOfMonth()
                    && nearestWeekday(date.withDayOfMonth(day)).equals(date);
        }
        BitSet days = CronField.DAY_OF_MONTH.values(expression, text);
        return date -> days.get(date.getDayOfMonth());
    }

    private static Predicate<LocalDate> byWeek(String expression, String text) {
        if ("L".equals(text)) {
            return date -> date.getDayOfWeek() == DayOfWeek.SATURDAY;
        }
        Matcher last = LAST_WEEKDAY.matcher(text);
        if (last.matches()) {
            DayOfWeek day = dayOfWeek(expression, text, last.group(1));
            return date -> date.with(TemporalAdjusters.lastInMonth(day)).equals(date);
        }
        Matcher nth = NTH_WEEKDAY.matcher(text);
        if (nth.matches()) {
            DayOfWeek day = dayOfWeek(expression, text, nth.group(1));
            int ordinal = Integer.parseInt(nth.group(2));
            return date -> date.getDayOfWeek() == day && (date.getDayOfMonth() - 1) / 7 + 1 == ordinal;
        }
        BitSet days = CronField.DAY_OF_WEEK.values(expression, text);
        return date -> days.get(date.getDayOfWeek().getValue() % 7 + 1);
    }

    /** AWS counts from 1 for Sunday, java.time from 1 for Monday. */
    private static DayOfWeek dayOfWeek(String expression, String text, String item) {
        return DayOfWeek.SATURDAY.plus(CronField.DAY_OF_WEEK.value(expression, text, item));
    }

    /** The nearest Monday to Friday within the same month. */
    private static LocalDate nearestWeekday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
            case SUNDAY -> day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
            default -> day;
        };
    }
}

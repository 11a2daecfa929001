package cloud.broom.telling;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures and names as an alert has them. */
final class Words {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int LINE_CHARS = 1000;

    private Words() {}

    /** As {@code Thu 26 Nov 03:00 UTC}. */
    static String when(Instant at) {
        return WHEN.format(at);
    }

    /** As {@code 48,210}. */
    static String count(long many) {
        return String.format(Locale.ROOT, "%,d", many);
    }

    /** As {@code 1st}. */
    static String nth(long n) {
        boolean teen = n / 10 % 10 == 1;
        String ending =
                switch (teen ? 0 : (int) (n % 10)) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return count(n) + ending;
    }

    /** As {@code 2 d 3 h}, or {@code 5 min}. */
    static String lasted(Duration length) {
        if (length.toDays() > 0) {
            return length.toDays() + " d " + length.toHoursPart() + " h";
        }
        return length.toHours() > 0
                ? length.toHours() + " h " + length.toMinutesPart() + " min"
                : length.toMinutes() + " min";
    }

    /** What names a resource, or says why a call failed, is whatever somebody wrote: it must not begin lines of its own. */
    static String line(String text) {
        String safe = text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
        return safe.length() > LINE_CHARS ? safe.substring(0, LINE_CHARS) + "..." : safe;
    }
}

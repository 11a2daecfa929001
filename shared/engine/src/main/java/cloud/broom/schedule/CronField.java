package cloud.broom.schedule;

import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One field of a cron expression: its name, its range, the names its values may have. */
enum CronField {
    MINUTE("minute", 0, 59, "", "0-59 and , - * /"),
    HOUR("hour", 0, 23, "", "0-23 and , - * /"),
    DAY_OF_MONTH("day-of-month", 1, 31, "", "1-31 and , - * ? / L W"),
    MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", "1-12 or JAN-DEC and , - * /"),
    DAY_OF_WEEK("day-of-week", 1, 7, "SUN MON TUE WED THU FRI SAT", "1-7 or SUN-SAT (1 is SUN) and , - * ? / L #"),
    YEAR("year", 1970, 2199, "", "1970-2199 and , - * /");

    /** Every name has three letters, and the list of them a blank between two. */
    private static final int NAME = 3;

    private static final Pattern STEPS = Pattern.compile("(?<from>\\*|\\w+)(-(?<to>\\w+))?(/(?<step>\\d{1,4}))?");

    private final String label;
    private final int first;
    private final int last;
    private final String names;
    private final String allowed;

    CronField(String label, int first, int last, String names, String allowed) {
        this.label = label;
        this.first = first;
        this.last = last;
        this.names = names;
        this.allowed = allowed;
    }

    /** The values that a comma-separated list of values, ranges and steps stands for. */
    BitSet values(String expression, String text) {
        BitSet values = new BitSet(last + 1);
        for (String item : text.split(",", -1)) {
            Matcher steps = STEPS.matcher(item);
            if (!steps.matches()) {
                throw refusal(expression, text);
            }
            add(values, expression, text, steps);
        }
        return values;
    }

    private void add(BitSet values, String expression, String text, Matcher item) {
        boolean any = "*".equals(item.group("from"));
        boolean range = item.group("to") != null;
        boolean stepped = item.group("step") != null;
        int step = stepped ? Integer.parseInt(item.group("step")) : 1;
        int from = any ? first : value(expression, text, item.group("from"));
        int to = last;
        if (range) {
            to = value(expression, text, item.group("to"));
        } else if (!any && !stepped) {
            to = from;
        }
        boolean wraps = to < from;
        if (step == 0 || (any && range) || (wraps && this == YEAR)) {
            throw refusal(expression, text);
        }
        int size = last - first + 1;
        for (int i = from; i <= (wraps ? to + size : to); i += step) {
            values.set(first + (i - first) % size);
        }
    }

    /** One value, by number or by name. */
    int value(String expression, String text, String item) {
        int named = names.indexOf(item.toUpperCase(Locale.ROOT));
        if (item.length() == NAME && named >= 0) {
            return first + named / (NAME + 1);
        }
        if (item.matches("\\d{1,4}")) {
            int number = Integer.parseInt(item);
            if (number >= first && number <= last) {
                return number;
            }
        }
        throw refusal(expression, text);
    }

    InvalidScheduleException refusal(String expression, String text) {
        return new InvalidScheduleException(expression, label, text, "allowed are " + allowed);
    }
}

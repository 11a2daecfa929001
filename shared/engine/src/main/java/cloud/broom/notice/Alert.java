package cloud.broom.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message to people, small enough for every way it is told: what is too long is cut, from the end of what happened, never from
 * what the reader can do or who answers. A line is one line, whatever text of others is in it.
 *
 * @param subject at most 99 printable ASCII characters, which is what SNS takes (docs.aws.amazon.com/sns/latest/api/API_Publish.html);
 *     anything else in what is given becomes a question mark
 * @param lead lines that say what happened, and why
 * @param steps what the reader can do about it, in the order it is to be thought of
 * @param tail lines that say who answers for it
 * @param attributes what subscriptions filter by, as job, task, state, severity; an empty one is left out,
 *     and so is any beyond sixteen
 */
public record Alert(
        String id,
        String subject,
        List<String> lead,
        List<Step> steps,
        List<String> tail,
        Map<String, String> attributes)
        implements Notice {
    /**
     * Of lead, steps and tail together. SNS takes 262,144 bytes with all that is sent for each protocol; escaped once for the
     * message and once for what is JSON in it, no character costs more than ten of them.
     */
    static final int MOST_CHARS = 12_000;

    private static final int SUBJECT_CHARS = 99;
    private static final int LINES_MOST = 200;
    private static final int LINE_CHARS = 1_500;
    /** Of the line that says how many were cut. */
    private static final int CUT_CHARS = 40;

    private static final int STEPS_MOST = 8;
    private static final int STEP_CHARS = 600;
    private static final int TAIL_MOST = 4;
    private static final int ATTRIBUTES_MOST = 16;
    private static final int ATTRIBUTE_CHARS = 256;

    public Alert {
        subject = safe(subject);
        steps = steps.stream()
                .filter(step -> step.toString().length() <= STEP_CHARS)
                .limit(STEPS_MOST)
                .toList();
        tail = tail.stream().limit(TAIL_MOST).map(Alert::line).toList();
        int left = MOST_CHARS
                - steps.stream().mapToInt(step -> step.toString().length()).sum()
                - tail.stream().mapToInt(String::length).sum();
        lead = fitting(lead.stream().map(Alert::line).toList(), left);
        attributes = attributes.entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .sorted(Map.Entry.comparingByKey())
                .limit(ATTRIBUTES_MOST)
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> cut(plain(entry.getValue()), ATTRIBUTE_CHARS)));
    }

    /** Of which there is nothing to do. */
    public Alert(String id, String subject, String lead, Map<String, String> attributes) {
        this(id, subject, List.of(lead), List.of(), List.of(), attributes);
    }

    /** How much it asks of whoever reads it. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR,
        /** Worth waking somebody: what has gone for good and was not all that was meant, or a job that kills whatever runs it. */
        CRITICAL
    }

    /**
     * Something to do about it.
     *
     * @param label as {@code Look}, {@code Go}, {@code Stop}
     * @param command to be typed as it stands
     */
    public record Step(String label, String command) {
        public Step {
            label = plain(label);
            command = plain(command);
        }

        @Override
        public String toString() {
            return label + ": " + command;
        }
    }

    /** All of it, as a person reads it. */
    public String body() {
        return Stream.of(lead.stream(), steps.stream().map(Step::toString), tail.stream())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    public Alert with(String attribute, String value) {
        Map<String, String> more = new TreeMap<>(attributes);
        more.put(attribute, value);
        return new Alert(id, subject, lead, steps, tail, more);
    }

    @Override
    public <T> T match(Function<Alert, T> alert, Function<Event, T> event) {
        return alert.apply(this);
    }

    private static List<String> fitting(List<String> lines, int chars) {
        if (lines.size() <= LINES_MOST
                && lines.stream().mapToInt(String::length).sum() <= chars) {
            return lines;
        }
        List<String> fit = new ArrayList<>();
        int left = chars - CUT_CHARS;
        for (String line : lines.subList(0, Math.min(lines.size(), LINES_MOST - 1))) {
            left -= line.length();
            if (left < 0) {
                break;
            }
            fit.add(line);
        }
        fit.add("... and " + (lines.size() - fit.size()) + " lines more");
        return List.copyOf(fit);
    }

    private static String line(String text) {
        return cut(plain(text), LINE_CHARS);
    }

    /** No longer than so many characters, and never in the middle of one. */
    private static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        boolean split = Character.isHighSurrogate(text.charAt(chars - 4));
        return text.substring(0, chars - (split ? 4 : 3)) + "...";
    }

    /** Without what would begin a line of its own, or turn the direction of what follows. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", "?");
    }

    private static String safe(String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
        return cut(ascii, SUBJECT_CHARS);
    }
}

package cloud.broom.notice;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message to people.
 *
 * @param subject at most 99 printable ASCII characters, which is what SNS takes (docs.aws.amazon.com/sns/latest/api/API_Publish.html);
 *     anything else in what is given becomes a question mark
 * @param lead lines that say what happened, and why
 * @param steps what the reader can do about it, in the order it is to be thought of
 * @param tail lines that say who answers for it
 * @param attributes what subscriptions filter by: job, task, state, severity
 */
public record Alert(
        String id,
        String subject,
        List<String> lead,
        List<Step> steps,
        List<String> tail,
        Map<String, String> attributes)
        implements Notice {
    private static final int SUBJECT_CHARS = 99;

    public Alert {
        subject = safe(subject);
        lead = List.copyOf(lead);
        steps = List.copyOf(steps);
        tail = List.copyOf(tail);
        attributes = Map.copyOf(attributes);
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

    private static String safe(String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() > SUBJECT_CHARS ? ascii.substring(0, SUBJECT_CHARS - 3) + "..." : ascii;
    }
}

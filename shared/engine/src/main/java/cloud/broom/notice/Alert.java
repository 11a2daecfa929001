package cloud.broom.notice;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A message to people.
 *
 * @param subject at most 99 printable ASCII characters, which is what SNS takes (docs.aws.amazon.com/sns/latest/api/API_Publish.html);
 *     anything else in what is given becomes a question mark
 * @param attributes what subscriptions filter by: job, task, state, severity
 */
public record Alert(String id, String subject, String body, Map<String, String> attributes) implements Notice {
    private static final int SUBJECT_CHARS = 99;

    public Alert {
        subject = safe(subject);
        attributes = Map.copyOf(attributes);
    }

    /** How much it asks of whoever reads it. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR,
        /** Worth waking somebody: what has gone for good and was not all that was meant, or a job that kills whatever runs it. */
        CRITICAL
    }

    public Alert with(String attribute, String value) {
        Map<String, String> more = new TreeMap<>(attributes);
        more.put(attribute, value);
        return new Alert(id, subject, body, more);
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

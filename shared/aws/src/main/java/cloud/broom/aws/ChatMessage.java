package cloud.broom.aws;

import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An alert as a custom notification of Amazon Q Developer in chat applications
 * (docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html), which shows nothing else but what AWS services send. All
 * alerts of an incident are one thread. What others have named is shown as code: no name in it mentions, links or formats.
 */
final class ChatMessage {
    /** What Slack takes in one block; the notification's own limit is higher. */
    private static final int DESCRIPTION_CHARS = 2_800;

    private static final int STEP_CHARS = 350;
    private static final int WORD_CHARS = 75;
    private static final int THREAD_CHARS = 200;

    private ChatMessage() {}

    static ObjectNode of(Alert alert) {
        ObjectNode message =
                Json.object().put("version", "1.0").put("source", "custom").put("id", alert.id());
        ObjectNode content = message.putObject("content")
                .put("textType", "client-markdown")
                .put("title", escaped(alert.subject()))
                .put("description", description(alert));
        ArrayNode steps = content.putArray("nextSteps");
        alert.steps().stream()
                .filter(step -> step.toString().length() <= STEP_CHARS)
                .forEach(step -> steps.add("*" + escaped(step.label()) + "*: `" + code(step.command()) + "`"));
        ArrayNode keywords = content.putArray("keywords");
        Stream.of("severity", "state", "job", "owner")
                .flatMap(name -> attribute(alert, name).stream())
                .forEach(word -> keywords.add(cut(escaped(word), WORD_CHARS)));
        metadata(message.putObject("metadata"), alert);
        return message;
    }

    private static void metadata(ObjectNode metadata, Alert alert) {
        metadata.put("threadId", cut(attribute(alert, "incident").orElse(alert.id()), THREAD_CHARS))
                .put("summary", escaped(alert.subject()))
                .put("eventType", "Broom " + attribute(alert, "state").orElse("Alert"));
        ArrayNode resources = metadata.putArray("relatedResources");
        attribute(alert, "job").ifPresent(job -> resources.add(cut(job, THREAD_CHARS)));
        ObjectNode context = metadata.putObject("additionalContext").put(SnsMessage.DEDUP_KEY, alert.id());
        for (Map.Entry<String, String> entry : new TreeMap<>(alert.attributes()).entrySet()) {
            context.put(entry.getKey(), entry.getValue());
        }
    }

    private static String description(Alert alert) {
        String tail = escaped(String.join("\n", alert.tail()));
        String who = tail.length() < DESCRIPTION_CHARS / 2 ? tail : cut(tail, DESCRIPTION_CHARS / 2);
        String what = code(String.join("\n", alert.lead()));
        return "```\n" + cut(what, DESCRIPTION_CHARS - who.length()) + "\n```\n" + who;
    }

    /** Within a block of code nothing is obeyed but what ends it, and the entities that Slack reads everywhere. */
    private static String code(String text) {
        return entities(text.replace('`', '\''));
    }

    /** Outside of one: without what begins a mention, a link or a format. */
    private static String escaped(String text) {
        return entities(
                text.replace('`', '\'').replace('*', '\'').replace('~', '-').replace("](", "] ("));
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** No longer than so many characters, and never in the middle of an entity or of a pair. */
    private static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        String head = text.substring(0, chars - 3).replaceFirst("&[a-z]*$", "");
        boolean split = !head.isEmpty() && Character.isHighSurrogate(head.charAt(head.length() - 1));
        return (split ? head.substring(0, head.length() - 1) : head) + "...";
    }

    private static Optional<String> attribute(Alert alert, String name) {
        return Optional.ofNullable(alert.attributes().get(name));
    }
}

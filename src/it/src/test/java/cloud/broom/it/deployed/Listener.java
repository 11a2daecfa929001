package cloud.broom.it.deployed;

import cloud.broom.testkit.PublishedEvents;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Hears whatever a stack tells on its bus, and holds every event to the schema that is published for it. */
record Listener(Rule rule, Inbox inbox) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Listener on(Cloud cloud, String bus, String name) {
        Rule rule = Rule.on(cloud, bus, name, "{\"source\": [\"broom\"]}");
        Inbox inbox = Inbox.open(cloud, name, "events.amazonaws.com", rule.arn());
        rule.send(inbox);
        return new Listener(rule, inbox);
    }

    /** Waits for an event of that type about that job. */
    JsonNode expect(String detailType, String job, Duration within) throws InterruptedException {
        return read(inbox.expect(
                detailType + " of job " + job,
                body -> read(body).path("detail-type").asText().equals(detailType)
                        && read(body).at("/detail/job").asText().equals(job),
                within));
    }

    /**
     * Ends it, with all that was told.
     *
     * @throws AssertionError if an event is not as it is published to be
     */
    List<JsonNode> end() {
        List<JsonNode> events = inbox.all().stream().map(Listener::read).toList();
        rule.close();
        inbox.close();
        events.forEach(event -> PublishedEvents.check(event.path("detail-type").asText(), event.path("detail")));
        return events;
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException no) {
            throw new UncheckedIOException("no event: " + body, no);
        }
    }
}

package cloud.broom.it.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.it.Await;
import cloud.broom.it.Typed;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The topic cannot be reached while a job fails: the alert waits, is seen to wait, and arrives when the topic is back. */
@Tag("deployed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TopicGoneIT {
    /** Sixty seconds after it was written, a minute after that, and two after that; each with a minute until the watchdog's next pass. */
    private static final Duration THREE_ATTEMPTS = Duration.ofMinutes(8);

    private final String stem = "broom-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Cloud cloud = Cloud.ofEnvironment();
    private final SamStack stack;
    private final Calls calls;

    TopicGoneIT() throws IOException, InterruptedException {
        stack = SamStack.deploy(cloud, stem, Map.of());
        calls = new Calls(cloud.lambda(), stack.output("S3StaleObjectsFunction"));
    }

    @AfterAll
    void remove() throws IOException {
        stack.close();
        cloud.close();
    }

    @Test
    void alertArrivesWhenTheTopicIsBack() throws Exception {
        String topic = stack.output("Topic");
        cloud.sns().deleteTopic(delete -> delete.topicArn(topic));

        JsonNode failed = calls.send(Calls.ask("unheard", stem + "-missing", "apply", "first"));

        assertThat(failed.path("state").asText()).as(failed.toString()).isEqualTo("FAILED");
        JsonNode tried = Await.atMost(THREE_ATTEMPTS, "an alert that was tried again", () -> waiting().stream()
                .filter(alert -> alert.path("attempts").asInt() > 1)
                .findFirst());
        assertThat(tried.path("subject").asText()).contains("[FAILED] unheard");
        assertThat(tried.path("error").asText()).isNotEmpty();
        assertThat(tried.path("nextTry").asText()).isNotEmpty();

        String back = cloud.sns()
                .createTopic(create -> create.name(topic.substring(topic.lastIndexOf(':') + 1)))
                .topicArn();
        assertThat(back).isEqualTo(topic);
        try (Inbox inbox = Inbox.subscribedTo(cloud, topic, stem + "-inbox")) {
            assertThat(inbox.expect(failed.path("run").asText(), THREE_ATTEMPTS))
                    .contains("unheard");
            Await.atMost(THREE_ATTEMPTS, "that nothing waits", () -> Optional.of(waiting())
                    .filter(List::isEmpty));
        }
    }

    /** Alerts that were not taken yet, as a person sees them. */
    private List<JsonNode> waiting() throws IOException, InterruptedException {
        Typed listed = Typed.broom("alerts", "ls", "--stack", stem, "-o", "json");
        assertThat(listed.exit()).as(listed.toString()).isZero();
        return StreamSupport.stream(listed.answer().path("waiting").spliterator(), false)
                .filter(notice -> notice.path("kind").asText().equals("alert"))
                .toList();
    }
}

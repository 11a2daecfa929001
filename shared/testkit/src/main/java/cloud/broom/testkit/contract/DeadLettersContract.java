package cloud.broom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.watch.DeadLetters;
import cloud.broom.watch.DeadLetters.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link DeadLetters} keeps to. */
public abstract class DeadLettersContract {
    /** The same queue throughout one test, empty as it begins. */
    protected abstract DeadLetters letters();

    /** Somebody gives a call up. */
    protected abstract void send(String body, Map<String, String> attributes);

    @Test
    void emptyQueueHasNothing() {
        assertThat(letters().receive()).isEmpty();
    }

    @Test
    void messageComesAsItWasSentAndNotTwiceAtOnce() {
        send("{\"wake\":\"größe <&>\"}", Map.of("ERROR_CODE", "AccessDenied", "ERROR_MESSAGE", "nicht erlaubt: é"));

        List<Message> received = letters().receive();

        assertThat(received).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("{\"wake\":\"größe <&>\"}");
            assertThat(message.attributes())
                    .containsEntry("ERROR_CODE", "AccessDenied")
                    .containsEntry("ERROR_MESSAGE", "nicht erlaubt: é");
            assertThat(message.id()).isNotEmpty();
        });
        assertThat(letters().receive()).isEmpty();
    }

    @Test
    void allAreReceivedSoManyAtOnceAndGoneOnceTheyAreDeleted() {
        for (int i = 0; i < 13; i++) {
            send("message " + i, Map.of());
        }
        List<Message> all = new ArrayList<>();
        List<Message> some = letters().receive();
        while (!some.isEmpty()) {
            assertThat(some).hasSizeLessThanOrEqualTo(10);
            all.addAll(some);
            some = letters().receive();
        }

        all.forEach(letters()::delete);

        Set<String> ids = new HashSet<>();
        all.forEach(message -> ids.add(message.id()));
        assertThat(ids).hasSize(13);
        assertThat(letters().receive()).isEmpty();
    }
}

package cloud.broom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.notice.Outlet;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Outlet} keeps to: it changes nothing of what it is given, and takes the same notice again. */
public abstract class OutletContract {
    private static final String TEXT = "größe \u2028 \"'\\ \n\t <&> 🧹 ﷽ ${x} %s";

    /** The same outlet throughout one test. */
    protected abstract Outlet outlet();

    /** What has arrived since the test began, in its order: an alert's body, an event's detail as JSON. */
    protected abstract List<String> arrived();

    @Test
    void alertArrivesAsItWasWritten() {
        Alert alert = new Alert(
                "alert",
                "[FAILED] tidy",
                List.of(TEXT, "Why: " + TEXT),
                List.of(new Alert.Step("Look", "broom show '" + TEXT + "'")),
                List.of("Owner " + TEXT),
                Map.of("job", "tidy", "severity", "ERROR", "owner", TEXT, "incident", ""));

        outlet().deliver(alert);

        assertThat(arrived()).containsExactly(alert.body());
    }

    @Test
    void alertWhoseSubjectWasUnfitArrives() {
        Alert alert = new Alert("alert", "größe\n" + "x".repeat(200), TEXT, Map.of("job", "tidy"));

        outlet().deliver(alert);

        assertThat(arrived()).containsExactly(alert.body());
    }

    @Test
    void alertThatIsAsLongAsAnyCanBeArrives() {
        for (String worst : List.of("\"", "<", "﷽", "🧹")) {
            List<String> much = Collections.nCopies(500, worst.repeat(1_000));
            Map<String, String> attributes = IntStream.range(0, 30)
                    .boxed()
                    .collect(Collectors.toMap(i -> "attribute" + i, i -> worst.repeat(1_000)));
            Alert alert = new Alert("alert" + worst.codePointAt(0), "[FAILED]", much, List.of(), much, attributes);

            outlet().deliver(alert);

            assertThat(arrived()).contains(alert.body());
        }
    }

    @Test
    void eventArrivesAsItWasWritten() {
        ObjectNode detail = Json.object()
                .put("version", "1")
                .put("run", "tidy.0123456789abcdef")
                .put("job", "tidy")
                .put("task", "fake")
                .put("mode", "apply")
                .put("slot", "2026-01-31T03:00:00Z")
                .put("state", "MISSED")
                .put("reason", TEXT)
                .put("at", "2026-01-31T03:15:00Z");
        Event event = new Event("event", "Run Missed", detail);

        outlet().deliver(event);

        assertThat(arrived()).singleElement().satisfies(told -> assertThat(Json.parse(told, "detail"))
                .isEqualTo(detail.put("dedupKey", "event")));
    }

    @Test
    void sameNoticeIsTakenAgain() {
        Alert alert = new Alert("alert", "[FAILED] tidy", TEXT, Map.of("job", "tidy"));
        outlet().deliver(alert);

        outlet().deliver(alert);

        assertThat(arrived()).hasSizeBetween(1, 2).containsOnly(alert.body());
    }
}

package cloud.broom.it.way;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** The answer of a task's function. */
record Told(JsonNode json) {
    String run() {
        return text("run");
    }

    String state() {
        return text("state");
    }

    String reason() {
        return text("reason");
    }

    boolean duplicate() {
        return json.path("duplicate").asBoolean();
    }

    long bytes() {
        return number("bytes");
    }

    long freed() {
        return number("freed");
    }

    boolean waits() {
        return json.hasNonNull("wakeAt");
    }

    Instant wakeAt() {
        return Instant.parse(text("wakeAt"));
    }

    List<String> notes() {
        return StreamSupport.stream(json.path("notes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    Counts counts() {
        return new Counts(
                number("scanned"),
                number("found"),
                number("done"),
                number("skipped"),
                number("failed"),
                number("remaining"));
    }

    /** Fails with the whole answer in its message. */
    Told is(String state, Counts counts) {
        assertThat(state()).as(json.toString()).isEqualTo(state);
        assertThat(counts()).as(json.toString()).isEqualTo(counts);
        return this;
    }

    @Override
    public String toString() {
        return json.toString();
    }

    private String text(String field) {
        return json.path(field).asText();
    }

    private long number(String field) {
        assertThat(json.path(field).isIntegralNumber())
                .as("%s of %s", field, json)
                .isTrue();
        return json.path(field).asLong();
    }

    /** What became of all that was looked at. */
    record Counts(long scanned, long found, long done, long skipped, long failed, long remaining) {
        /** Everything that was planned is done. */
        static Counts allDone(long scanned, long found) {
            return new Counts(scanned, found, found, 0, 0, 0);
        }

        /** Nothing was acted on. */
        static Counts untouched(long scanned, long found) {
            return new Counts(scanned, found, 0, 0, 0, found);
        }
    }
}

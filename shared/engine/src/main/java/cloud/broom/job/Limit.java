package cloud.broom.job;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

/** A bound on a count: n lets n through and not n + 1; 0 lets none; no bound at all has to be written as {@code unlimited}. */
public sealed interface Limit {
    boolean allows(long count);

    @JsonValue
    Object json();

    static Limit of(long most) {
        return new AtMost(most);
    }

    /** Reads a whole number from 0, or the text {@code unlimited}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Limit read(JsonNode node) {
        if (node.isTextual() && node.asText().equals("unlimited")) {
            return new Unlimited();
        }
        Refused.when(
                !node.isIntegralNumber() || !node.canConvertToLong(),
                "",
                node + " is not a limit: write a whole number, or unlimited");
        return new AtMost(node.asLong());
    }

    record AtMost(long most) implements Limit {
        public AtMost {
            Refused.when(most < 0, "", most + " is negative: 0 lets none through");
        }

        @Override
        public boolean allows(long count) {
            return count <= most;
        }

        @Override
        public Object json() {
            return most;
        }

        @Override
        public String toString() {
            return Long.toString(most);
        }
    }

    record Unlimited() implements Limit {
        @Override
        public boolean allows(long count) {
            return true;
        }

        @Override
        public Object json() {
            return "unlimited";
        }

        @Override
        public String toString() {
            return "unlimited";
        }
    }
}

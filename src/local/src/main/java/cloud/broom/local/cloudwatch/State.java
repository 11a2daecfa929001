package cloud.broom.local.cloudwatch;

import java.time.Instant;

/**
 * The state an alarm is in.
 *
 * @param since when it came to it
 * @param data of the reason, in JSON
 */
record State(StateValue value, String reason, String data, Instant since) {
    static State unchecked(Instant now) {
        return new State(StateValue.INSUFFICIENT_DATA, "Unchecked: Initial alarm creation", "{}", now);
    }
}

package cloud.broom.watch;

import cloud.broom.schedule.Firing;
import java.time.Instant;

/**
 * A schedule of the stack's as EventBridge Scheduler has it.
 *
 * @param function the ARN of the function that it calls
 * @param enabled whether it fires
 * @param firing when it does
 * @param input what it calls with
 * @param changed when it was last made or changed
 */
public record Timer(String arn, String function, boolean enabled, Firing firing, String input, Instant changed) {
    /** Its group and name, as a person knows it. */
    public String name() {
        return name(arn);
    }

    static String name(String arn) {
        return arn.substring(arn.indexOf('/') + 1);
    }
}

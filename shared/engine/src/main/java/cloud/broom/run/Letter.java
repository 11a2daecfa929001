package cloud.broom.run;

import cloud.broom.job.JobName;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that nobody could take: given up by EventBridge Scheduler, by a rule, or by Lambda after a function had failed to record
 * it. Kept, so that it can be sent again.
 *
 * @param id of the message that brought it
 * @param job that was called, if that can be told
 * @param function to call; empty if it cannot be sent again
 * @param payload as it was sent
 * @param slot of a job's schedule that it was for, closed now; empty if there is none
 * @param why it was given up
 * @param fate what came of it
 */
public record Letter(
        String id,
        Optional<JobName> job,
        String function,
        String payload,
        Optional<Instant> slot,
        String why,
        String fate,
        Instant at) {
    /** So that it fits its row: DynamoDB takes 400 KB, and a character may be three bytes. No call of a job comes near that. */
    private static final int PAYLOAD_CHARS = 100_000;

    public Letter {
        if (payload.length() > PAYLOAD_CHARS) {
            payload = payload.substring(0, PAYLOAD_CHARS);
            function = "";
            why = why + " (too long to be kept whole, so it cannot be sent again)";
        }
    }
}

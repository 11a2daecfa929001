package cloud.broom.local.lambda;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of asynchronous invocations of a function.
 *
 * @param retries after a function error, 0 to 2
 * @param longestAge of an event, after which it is not tried again
 * @param onFailure ARN of the destination of events given up
 * @param onSuccess ARN of the destination of results
 */
public record AsyncSettings(int retries, Duration longestAge, Optional<String> onFailure, Optional<String> onSuccess) {
    /** Lambda's defaults: two retries within six hours, no destinations. */
    public static final AsyncSettings DEFAULT =
            new AsyncSettings(2, Duration.ofHours(6), Optional.empty(), Optional.empty());

    public AsyncSettings {
        if (retries < 0 || retries > 2) {
            throw new IllegalArgumentException("MaximumRetryAttempts is not within 0 to 2: " + retries);
        }
    }
}

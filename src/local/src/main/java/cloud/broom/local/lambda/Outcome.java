package cloud.broom.local.lambda;

import cloud.broom.local.wire.Body;
import java.util.Optional;

/**
 * What an invocation came to.
 *
 * @param payload what the function wrote, or the description of its error
 * @param error {@code Unhandled} if it failed
 * @param log the end of what it printed
 */
record Outcome(Body payload, Optional<String> error, String log) {}

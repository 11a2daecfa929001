package cloud.broom.aws;

import java.time.Instant;

/**
 * A call that was given up, in a list.
 *
 * @param job empty if it is not known
 * @param redriven whether somebody has sent it again
 */
public record LetterLine(String id, String job, String why, boolean redriven, Instant at) {}

package cloud.broom.run;

import java.time.Instant;

/**
 * A line of a run's history.
 *
 * @param what happened: {@code claimed}, {@code crashed}, or the status it halted in
 * @param by the Lambda request that wrote it
 * @param note more, for a reader
 */
public record Entry(Instant at, String what, String by, String note) {}

package cloud.broom.incident;

import java.time.Instant;

/**
 * A line of an incident's timeline, or what somebody said of it.
 *
 * @param what as {@code opened}, {@code again}, {@code reminded}, {@code escalated}, {@code acknowledged}, {@code resolved}
 * @param by who, or a run, or {@code watchdog}
 */
public record Remark(Instant at, String what, String by, String text) {}

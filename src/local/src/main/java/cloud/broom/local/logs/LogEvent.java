package cloud.broom.local.logs;

import java.time.Instant;

/**
 * One line of a log.
 *
 * @param number its place in its group
 */
record LogEvent(long number, String stream, Instant at, String message) {
    /** As long as those of AWS. */
    String id() {
        return "%056d".formatted(number);
    }
}

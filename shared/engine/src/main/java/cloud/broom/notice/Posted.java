package cloud.broom.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * A notice that waits to be told.
 *
 * @param writtenAt with the state it tells of
 * @param attempts that were not taken
 * @param error of the last of them
 */
public record Posted(Notice notice, Instant writtenAt, int attempts, Optional<String> error) {
    private static final int ERROR_CHARS = 1000;

    public Posted {
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts are negative: " + attempts + " of " + notice.id());
        }
    }

    /** As it has just been written. */
    public static Posted fresh(Notice notice, Instant writtenAt) {
        return new Posted(notice, writtenAt, 0, Optional.empty());
    }

    /** After an attempt that was not taken. */
    public Posted refused(String why) {
        return new Posted(notice, writtenAt, attempts + 1, Optional.of(shortened(why)));
    }

    /** An error as it is kept. */
    public static String shortened(String error) {
        return error.length() > ERROR_CHARS ? error.substring(0, ERROR_CHARS) + "..." : error;
    }
}

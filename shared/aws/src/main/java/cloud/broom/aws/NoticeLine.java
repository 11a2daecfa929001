package cloud.broom.aws;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of a list of notices.
 *
 * @param kind {@code alert} or {@code event}
 * @param subject of an alert; an event's type
 * @param attempts that were not taken
 * @param error of the last of them
 * @param nextTry while it waits
 * @param deliveredAt when it was first told, if it was
 * @param expiredAt when it was given up, if it was
 */
public record NoticeLine(
        String id,
        String kind,
        String subject,
        Instant writtenAt,
        int attempts,
        Optional<String> error,
        Optional<Instant> nextTry,
        Optional<Instant> deliveredAt,
        Optional<Instant> expiredAt) {
    /** When it was closed, either way. */
    public Optional<Instant> closedAt() {
        return deliveredAt.or(() -> expiredAt);
    }
}

package cloud.broom.fact;

import java.time.Instant;
import java.util.Optional;

/**
 * An answer that a {@link Cache} gave.
 *
 * @param value what was read; empty if what was looked for is known not to be there
 * @param kept if it was not read just now: since when, and until when it is taken
 */
public record Cached<T>(Optional<T> value, Optional<Kept> kept) {
    /** Where an answer came from. */
    public enum Origin {
        /** It was read before. */
        HIT,
        /** It was read just now. */
        MISS
    }

    /**
     * How fresh an answer is that was read before.
     *
     * @param expires from when on it would be read anew
     */
    public record Kept(Instant readAt, Instant expires) {
        /** For evidence and notes: {@code as of 2026-01-31T03:00:02Z, cached}. */
        @Override
        public String toString() {
            return "as of " + readAt + ", cached";
        }
    }

    public Origin origin() {
        return kept.isPresent() ? Origin.HIT : Origin.MISS;
    }

    static <T> Cached<T> read(Optional<T> value) {
        return new Cached<>(value, Optional.empty());
    }

    static <T> Cached<T> hit(Optional<T> value, Kept kept) {
        return new Cached<>(value, Optional.of(kept));
    }
}

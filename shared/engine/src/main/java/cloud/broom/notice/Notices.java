package cloud.broom.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * What has become of the notices that were written with the state they tell of. A port. Every method throws
 * {@link cloud.broom.run.StoreUnavailable} if the store does not answer; a write may then have happened or not. What is said of
 * one that never was is of no effect.
 */
public interface Notices {
    /** One that waits to be told; empty if it has been, has expired, or never was. Never stale. */
    Optional<Posted> find(String id);

    /** When it was told, first; empty if it has not been, or never was. Known for longer than any job's grace lasts. */
    Optional<Instant> told(String id);

    /** It was told: it is due no more. */
    void delivered(String id, Instant at);

    /** It was not taken: it is due again at an instant, and has one more attempt, and this error, on record. */
    void postpone(String id, Instant until, String error);

    /** Nobody wants to know any more: it is due no more, and was not told. */
    void expire(String id, Instant at);
}

package cloud.broom.fact;

import java.time.Instant;

/**
 * That a resource was seen to qualify, where its task cannot tell since when it does.
 *
 * @param resource its id within its job
 * @param fingerprint digest of the resource as it was seen: one that has changed since starts over
 * @param firstSeen when it was first seen to qualify, as it is
 * @param notice id of the notice that tells of it: its grace counts from the delivery of that
 * @param expires from when on it may be tidied away; whether something is due it never decides
 */
public record Mark(String resource, String fingerprint, Instant firstSeen, String notice, Instant expires) {
    /** The same mark, told of by another notice. */
    public Mark toldBy(String other, Instant kept) {
        return new Mark(resource, fingerprint, firstSeen, other, kept);
    }
}

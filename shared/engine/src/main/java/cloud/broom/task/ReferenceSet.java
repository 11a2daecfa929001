package cloud.broom.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What something is used by: the images that services run, the volumes that instances hold. One that is old, too small or
 * suddenly smaller than it was answers every question with UNKNOWN, also the question after what is in it, because a read that
 * went wrong looks just like that.
 *
 * @param name what it is a set of, as a person would say: {@code images in use}
 * @param doubt why nothing is to be judged by it; empty if it can be
 */
public record ReferenceSet(String name, Set<String> members, Instant readAt, Optional<String> doubt) {
    /**
     * What a read gave: all of it, since a part would be taken for the whole.
     *
     * @param asOf when it was so, where the source says that itself, as an inventory does; empty if it was read live
     */
    public record Members(Set<String> ids, Optional<Instant> asOf) {
        public Members {
            ids = Set.copyOf(ids);
        }

        public static Members live(Set<String> ids) {
            return new Members(ids, Optional.empty());
        }
    }

    /** How far ahead of here the clock of another host may be. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    public ReferenceSet {
        members = Set.copyOf(members);
    }

    /**
     * A set that was read, as far as it can be believed.
     *
     * @param now when it is to be judged by
     * @param last its size when it was last believed, if it ever was
     */
    public static ReferenceSet of(
            String name, Set<String> members, Instant readAt, Reference rules, Instant now, OptionalLong last) {
        Optional<String> doubt = old(readAt, rules, now)
                .or(() -> small(members.size(), rules))
                .or(() -> fallen(members.size(), rules, last));
        return new ReferenceSet(name, members, readAt, doubt);
    }

    /** A set that could not be read, or not whole. */
    public static ReferenceSet unread(String name, String why, Instant at) {
        return new ReferenceSet(name, Set.of(), at, Optional.of(why));
    }

    public int size() {
        return members.size();
    }

    /** YES if a member is in it, NO if it is not; UNKNOWN if the set is in doubt. */
    public Evidence has(String predicate, String member) {
        return evidence(predicate, member, members.contains(member));
    }

    /** YES if a member is not in it, NO if it is; UNKNOWN if the set is in doubt. */
    public Evidence lacks(String predicate, String member) {
        return evidence(predicate, member, !members.contains(member));
    }

    private Evidence evidence(String predicate, String member, boolean holds) {
        return doubt.map(why -> Evidence.unknown(predicate, name + ": " + why)).orElseGet(() -> {
            String found = members.contains(member) ? " is in " : " is not in ";
            return Evidence.of(predicate, holds, member + found + name + ", " + size() + " as of " + readAt);
        });
    }

    private static Optional<String> old(Instant readAt, Reference rules, Instant now) {
        if (readAt.isAfter(now.plus(SKEW))) {
            return Optional.of("read at " + readAt + ", which is ahead of " + now);
        }
        return readAt.isBefore(now.minus(rules.freshness()))
                ? Optional.of("read at " + readAt + ", longer ago than freshness " + rules.freshness())
                : Optional.empty();
    }

    private static Optional<String> small(int size, Reference rules) {
        return size < rules.floor()
                ? Optional.of("it has " + size + ", fewer than floor " + rules.floor())
                : Optional.empty();
    }

    private static Optional<String> fallen(int size, Reference rules, OptionalLong last) {
        return last.isPresent() && rules.isFall(last.getAsLong(), size)
                ? Optional.of("it fell from " + last.getAsLong() + " to " + size + ", more than maxFall "
                        + rules.maxFall() + " %; if that is right, raise maxFall for one run")
                : Optional.empty();
    }
}

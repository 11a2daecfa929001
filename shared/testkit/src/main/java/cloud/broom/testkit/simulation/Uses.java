package cloud.broom.testkit.simulation;

import cloud.broom.run.Claims;
import cloud.broom.task.Reference;
import cloud.broom.task.ReferenceSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What resources are used by, which changes by itself; with what only the world knows: what it answered, and when really. */
final class Uses {
    /** It never has fewer members than {@link #LEAST} nor so many more that it could fall too far by itself. */
    static final Reference RULES = new Reference(Duration.ofMinutes(30), 15, 20);

    private static final int LEAST = 20;
    private static final int MOST = 24;

    private final Set<String> members =
            IntStream.range(0, LEAST).mapToObj("u%02d"::formatted).collect(Collectors.toCollection(TreeSet::new));
    private final Map<Reading, Instant> given = new HashMap<>();

    /** Something uses a resource from now on, or no longer does. */
    void change(String id) {
        if (!members.remove(id) && members.size() < MOST) {
            members.add(id);
        }
    }

    /** Answers an invocation that, by its host's clock, asked at an instant: too few to be believed if told to cut it short. */
    ReferenceSet.Members read(Visit visit, Instant asked, Optional<Integer> cut) {
        Set<String> ids = members.stream().limit(cut.orElse(MOST)).collect(Collectors.toSet());
        given.put(new Reading(asked, ids), visit.really());
        return ReferenceSet.Members.live(ids);
    }

    /** How few members an answer that is cut short has: too few at all, or too few beside what they were. */
    static int few(boolean atAll) {
        return (int) RULES.floor() - (atAll ? 8 : 0);
    }

    /** Why a set must not be believed by an invocation that asked for it at an instant; empty if it may be. */
    Optional<String> doubt(Visit visit, Instant asked, ReferenceSet set) {
        Instant oldest = asked.minus(RULES.freshness()).minus(Claims.SKEW);
        Instant at = given.getOrDefault(new Reading(set.readAt(), set.members()), Instant.MIN);
        if (at.isBefore(oldest)) {
            return Optional.of("was read at " + at);
        }
        if (set.size() < RULES.floor()) {
            return Optional.of("has only " + set.size());
        }
        long least = visit.looks().size().orElse(0) * (100 - RULES.maxFall());
        return set.size() * 100L < least
                ? Optional.of("fell from " + visit.looks().size() + " to " + set.size())
                : Optional.empty();
    }

    private record Reading(Instant asked, Set<String> answer) {}
}

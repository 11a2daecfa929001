package cloud.broom.testkit.simulation;

import cloud.broom.control.Exemption;
import cloud.broom.task.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What one invocation has seen, as the world showed it: whatever it may do next rests on that. */
final class Looks {
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Set<String> clear = new HashSet<>();
    private final Set<String> untold = new HashSet<>();
    private Optional<Passed> brake = Optional.empty();
    private OptionalLong size = OptionalLong.empty();
    private OptionalLong kept = OptionalLong.empty();
    private Set<String> batch = Set.of();
    private Set<String> sent = Set.of();
    private boolean strayed;

    /** A page was found, and came to these verdicts. */
    void found(Map<String, Verdict> page) {
        verdicts.putAll(page);
    }

    boolean qualified(String item) {
        return verdicts.get(item) == Verdict.YES;
    }

    /** Tags are asked for: until they are told they are not known. */
    void asksTags(Collection<String> items) {
        clear.removeAll(items);
        untold.removeAll(items);
    }

    /** Tags were told, and do not keep these. */
    void unkept(Collection<String> items) {
        clear.addAll(items);
    }

    /** Tags were asked for, and not told of these. */
    void untold(Collection<String> items) {
        untold.addAll(items);
    }

    boolean isUntold(String item) {
        return untold.contains(item);
    }

    boolean isUnkept(String item) {
        return clear.contains(item);
    }

    /** It asks whether it may go on: until it is told it does not know. */
    void brakes() {
        brake = Optional.empty();
    }

    /** It was told at a brake what holds. */
    void passed(boolean stopped, List<Exemption> exemptions) {
        sent = Set.of();
        brake = Optional.of(new Passed(stopped, Set.copyOf(exemptions)));
    }

    /** It takes up a batch, or what is left of the one it has. */
    void takesUp(Collection<String> items) {
        batch = Set.copyOf(items);
    }

    /** What it was told when it asked last; nothing if it has sent another batch since. */
    Optional<Passed> brake() {
        return brake.filter(passed -> sent.isEmpty() || sent.containsAll(batch));
    }

    /** It sends what of its batch may go. */
    void sends() {
        sent = batch;
    }

    /** It was told how large a set was when it was last believed. */
    void sized(long members) {
        size = OptionalLong.of(members);
    }

    OptionalLong size() {
        return size;
    }

    /** It has kept how large a set is that it believes. */
    void keeps(long members) {
        kept = OptionalLong.of(members);
    }

    /** It has judged by a set: the next is held against what was kept of that. */
    void judged() {
        size = kept.isPresent() ? kept : size;
        kept = OptionalLong.empty();
    }

    /** Its task has tried to write while it was to look. */
    void stray() {
        strayed = true;
    }

    /** It looks anew, with nothing held against it. */
    void anew() {
        strayed = false;
    }

    boolean strayed() {
        return strayed;
    }

    /** What a brake said. */
    record Passed(boolean stopped, Set<Exemption> exemptions) {}
}

package cloud.broom.watch;

import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Slots of a timetable that are not accounted for, with what has become of each.
 *
 * @param all oldest first; of many only the last
 * @param uses by the instants that the runs of these were really asked for
 * @param unseen how many there are before them
 * @param reach by how much the instant that a run was asked for may differ from that of its slot: EventBridge does not say to the
 *     second since when it counts a rate, so of a rate's slots it is whatever is nearest
 */
record Slots(List<Instant> all, SortedMap<Instant, SlotUse> uses, int unseen, Duration reach) {
    /** Slots older than this can neither be run nor matter. */
    private static final Duration OLDEST = Duration.ofDays(89);

    Slots {
        all = List.copyOf(all);
    }

    /** Those until an instant. */
    static Slots of(Timetable timetable, Timetables timetables, Instant until) {
        Instant oldest = until.minus(OLDEST);
        Instant after = timetable.upTo().isBefore(oldest) ? oldest : timetable.upTo();
        List<Instant> due = timetable.between(after, until);
        int unseen = Math.max(0, due.size() - Misfires.AT_ONCE);
        List<Instant> seen = due.subList(unseen, due.size());
        Duration reach = reach(timetable, seen);
        Stream<Instant> made = timetable.misfired().map(Timetable.Misfired::slot).stream();
        Optional<Instant> first = Stream.concat(made, seen.stream()).min(Instant::compareTo);
        return new Slots(
                seen,
                first.map(from -> timetables.slots(timetable.job().name(), from.minus(reach), until.plus(reach)))
                        .orElseGet(TreeMap::new),
                unseen,
                reach);
    }

    /** Those that have come to nothing yet. */
    List<Instant> open() {
        return all.stream().filter(slot -> use(slot).isEmpty()).toList();
    }

    Optional<SlotUse> use(Instant slot) {
        return Optional.ofNullable(uses.get(slot))
                .or(() -> uses.subMap(slot.minus(reach), slot.plus(reach)).values().stream()
                        .findFirst());
    }

    Optional<Instant> last() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    Optional<Instant> before(Instant slot) {
        return all.stream().filter(one -> one.isBefore(slot)).reduce((older, newer) -> newer);
    }

    private static Duration reach(Timetable timetable, List<Instant> seen) {
        if (seen.isEmpty() || !timetable.firing().counted()) {
            return Duration.ZERO;
        }
        Instant first = seen.get(0);
        return timetable
                .nextAfter(first)
                .map(next -> Duration.between(first, next).dividedBy(2))
                .orElse(Duration.ZERO);
    }
}

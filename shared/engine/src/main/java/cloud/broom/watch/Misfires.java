package cloud.broom.watch;

import cloud.broom.job.Slot;
import cloud.broom.run.Missed;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import cloud.broom.run.Timetable.Misfired;
import cloud.broom.schedule.Misfire;
import cloud.broom.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of slots that have had their time to start. Knows nothing but what it is given. */
final class Misfires {
    /** So many are looked at: each may be a record and an event of one transaction, which takes a hundred items. */
    static final int AT_ONCE = 45;

    private static final int TRIES = 3;
    private static final Duration FIRST = Duration.ofMinutes(1);
    /** How often it is looked whether the run before has ended. */
    private static final Duration PACE = Duration.ofMinutes(5);

    private final Timetable before;
    private final Slots slots;
    private final Instant now;
    private final List<Missed> missed = new ArrayList<>();

    private Misfires(Timetable before, Slots slots, Instant now) {
        this.before = before;
        this.slots = slots;
        this.now = now;
    }

    /**
     * Rules by the job's own policy.
     *
     * @param moving whether the run of the slot that is being made up for has not ended
     */
    static Ruling rule(Timetable timetable, Slots slots, boolean moving, Instant now) {
        return new Misfires(timetable, slots, now).rule(moving);
    }

    /** Rules where nothing may be started: every slot that has no run is missed. */
    static Ruling close(Timetable timetable, Slots slots, String why, Instant now) {
        return new Misfires(timetable, slots, now).close(why);
    }

    private Ruling close(String why) {
        slots.open().forEach(slot -> miss(slot, why));
        return ended(missed.isEmpty() ? Optional.empty() : Optional.of(why));
    }

    private Ruling rule(boolean moving) {
        if (before.misfired().isEmpty()) {
            return byPolicy(slots.open(), Optional.empty());
        }
        Misfired made = before.misfired().get();
        List<Instant> later =
                slots.open().stream().filter(made.slot()::isBefore).toList();
        Optional<SlotUse> use = slots.use(made.slot());
        if (use.isEmpty()) {
            return unheard(made, later);
        }
        boolean oneByOne = policy().most() > 1 && !later.isEmpty();
        return moving && oneByOne ? waiting(made, made.tried()) : byPolicy(later, Optional.empty());
    }

    /** It was sent and came to nothing: again, so often; then it is missed, and what is later has its turn. */
    private Ruling unheard(Misfired made, List<Instant> later) {
        if (now.isBefore(made.again())) {
            return new Ruling(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        if (made.tried() < TRIES) {
            return sending(made.slot(), made.tried() + 1, before.upTo(), Optional.empty());
        }
        String why = "it did not start in time, nor when it was called " + TRIES + " times after that";
        miss(made.slot(), why);
        return byPolicy(later, Optional.of(why));
    }

    private Ruling byPolicy(List<Instant> open, Optional<String> trouble) {
        int kept = Math.max(0, open.size() - policy().most());
        List<Instant> lost = open.subList(0, kept);
        if (kept == open.size()) {
            String why = "it did not start within " + before.tolerance() + " of its time";
            lost.forEach(slot -> miss(slot, why));
            return ended(lost.isEmpty() ? trouble : Optional.of(trouble.orElse(why)));
        }
        Instant first = open.get(kept);
        lost.forEach(slot -> miss(slot, "it did not start in time, and is made up for by " + first));
        return sending(first, 1, slots.before(first), trouble);
    }

    private Ruling waiting(Misfired made, int tried) {
        Timetable next = before.misfiring(before.upTo(), new Misfired(made.slot(), tried, now.plus(PACE)));
        return new Ruling(missed, Optional.of(next), Optional.empty(), Optional.empty());
    }

    private Ruling sending(Instant slot, int tried, Optional<Instant> upTo, Optional<String> trouble) {
        return sending(slot, tried, upTo.orElse(before.upTo()), trouble);
    }

    private Ruling sending(Instant slot, int tried, Instant upTo, Optional<String> trouble) {
        Instant again = now.plus(FIRST.multipliedBy(1L << (tried - 1)));
        Timetable next = before.misfiring(upTo, new Misfired(slot, tried, again));
        return new Ruling(missed, Optional.of(next), Optional.of(slot), trouble);
    }

    private Ruling ended(Optional<String> trouble) {
        boolean same = slots.last().isEmpty() && before.misfired().isEmpty();
        Instant upTo = slots.last().orElse(before.upTo());
        return new Ruling(
                missed, same ? Optional.empty() : Optional.of(before.accounted(upTo)), Optional.empty(), trouble);
    }

    private void miss(Instant slot, String why) {
        boolean first = missed.isEmpty() && slots.unseen() > 0;
        String reason = first ? why + "; " + slots.unseen() + " slots before it were not looked at" : why;
        missed.add(new Missed(
                before.job().name(),
                new Slot(slot.toString()),
                before.job().task(),
                before.job().mode(),
                reason,
                now));
    }

    private Misfire policy() {
        return before.job().schedule().map(Schedule::misfire).orElse(Misfire.RUN_ONCE);
    }

    /**
     * What is to be done.
     *
     * @param missed slots that start no run any more
     * @param timetable as it is to be, if it changes
     * @param start the slot to call the function for, once that is written
     * @param trouble why some slot is lost for good, if one is
     */
    record Ruling(
            List<Missed> missed, Optional<Timetable> timetable, Optional<Instant> start, Optional<String> trouble) {
        Ruling {
            missed = List.copyOf(missed);
        }
    }
}

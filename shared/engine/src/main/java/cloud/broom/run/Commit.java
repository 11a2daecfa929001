package cloud.broom.run;

import cloud.broom.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One atomic write: all of it happens, or none.
 *
 * @param run as it is to be; it must stand at the version before, or not exist if its version is 1
 * @param place what becomes of its job's place
 * @param history a line to add, if any
 * @param notices to be told of it
 */
public record Commit(Run run, Place place, Optional<Entry> history, List<Notice> notices) {
    /** What a write does to the place of the run's job: the right to be its current run. */
    public enum Place {
        LEAVE_AS_IS,
        /** Only if nobody has it. */
        TAKE,
        /** Only if this run has it. */
        GIVE_UP
    }

    public Commit {
        notices = List.copyOf(notices);
        if (!notices.isEmpty() && history.isEmpty()) {
            throw new IllegalArgumentException(
                    "notices without a line of history, which says when they were written: " + run.id());
        }
    }

    /** When it is written. */
    public Instant at() {
        return history.map(Entry::at).orElse(run.asked().asOf());
    }
}

package cloud.broom.local.work;

import cloud.broom.schedule.ScheduleExpression;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that comes again at the instants of a schedule expression.
 *
 * <p>A clock that jumps over several of them, because a test moved it or the machine slept, brings one: the first missed.
 */
public final class Recurrence {
    private final Work work;
    private final ScheduleExpression schedule;
    private final Optional<Instant> end;
    private final Consumer<Instant> fire;
    private final Runnable over;
    private Optional<Due> next = Optional.empty();
    private boolean cancelled;

    private Recurrence(
            Work work, ScheduleExpression schedule, Optional<Instant> end, Consumer<Instant> fire, Runnable over) {
        this.work = work;
        this.schedule = schedule;
        this.end = end;
        this.fire = fire;
        this.over = over;
    }

    /**
     * Begins after an instant.
     *
     * @param end no fire after it, if there is one
     * @param fire gets the instant the schedule meant
     * @param over is run once nothing will come any more
     */
    public static Recurrence after(
            Instant from,
            Work work,
            ScheduleExpression schedule,
            Optional<Instant> end,
            Consumer<Instant> fire,
            Runnable over) {
        Recurrence recurrence = new Recurrence(work, schedule, end, fire, over);
        recurrence.arm(from);
        return recurrence;
    }

    /** No more of it. */
    public synchronized void cancel() {
        cancelled = true;
        next.ifPresent(Due::cancel);
    }

    private synchronized void arm(Instant after) {
        if (cancelled) {
            return;
        }
        Optional<Instant> due =
                schedule.nextAfter(after).filter(instant -> end.isEmpty() || !instant.isAfter(end.get()));
        next = due.map(instant -> work.at(instant, () -> come(instant)));
        if (due.isEmpty()) {
            work.soon(over);
        }
    }

    private void come(Instant due) {
        synchronized (this) {
            if (cancelled) {
                return;
            }
        }
        try {
            fire.accept(due);
        } finally {
            Instant now = work.clock().instant();
            arm(now.isAfter(due) ? now : due);
        }
    }
}

package cloud.broom.gate;

import cloud.broom.call.Invocation;
import cloud.broom.control.ControlView;
import cloud.broom.control.Stop;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Ended;
import cloud.broom.run.Halt;
import cloud.broom.run.Held;
import cloud.broom.run.Run;
import cloud.broom.run.Waiting;
import cloud.broom.task.Cursor;
import cloud.broom.task.TaskFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What may stop a run between two parts. */
public final class Brakes {
    private static final Duration IN_PLACE = Duration.ofSeconds(5);

    private final Duration margin;

    /** Brakes that stop an invocation {@code margin} before its deadline: enough to finish a batch and to write where it stands. */
    public Brakes(Duration margin) {
        this.margin = margin;
    }

    /**
     * Why the run is to halt here, if it is: an order, the kill switch, or the invocation's time is up. Orders are judged before
     * the timeout. An invocation that has not moved its run yet is not stopped by its time, or no run might ever move; the orders
     * it found it has heard at its claim.
     *
     * @throws cloud.broom.control.ControlsUnreadable if it cannot be known whether every run is stopped
     * @throws TaskFailure if the job's timeout is over
     */
    public Optional<Halt> check(Held run, ControlView controls, Invocation here) {
        Optional<Halt> ordered = run.moved() ? run.listen() : Optional.empty();
        if (ordered.isPresent()) {
            return ordered;
        }
        Optional<Stop> stopped = controls.look();
        if (stopped.isPresent()) {
            return stopped.map(stop -> killed(run.now(), stop, here.now()));
        }
        failIfOverdue(run);
        return run.moved() && spent(here) ? Optional.of(suspended(here.now())) : Optional.empty();
    }

    /** Why the run may not act now, if it may not: its job's hours are over, or have not begun. */
    public Optional<Halt> window(Held run, Invocation here) {
        return run.now()
                .job()
                .window()
                .flatMap(window -> window.opens(here.now()))
                .map(opens -> new Waiting(Waiting.Cause.WINDOW, opens, "acts within its job's hours only"));
    }

    /** Whether the invocation's time is up but for the margin. */
    public boolean spent(Invocation here) {
        return here.now().isAfter(here.deadline().minus(margin));
    }

    /** Whether a wait is short enough, and the invocation's time long enough, to spend it in place: a wait is billed. */
    public boolean allow(Duration wait, Invocation here) {
        return wait.compareTo(IN_PLACE) <= 0
                && here.now().plus(wait).isBefore(here.deadline().minus(margin));
    }

    private static void failIfOverdue(Held run) {
        run.now()
                .job()
                .timeout()
                .filter(most -> run.spent().compareTo(most) > 0)
                .ifPresent(most -> {
                    throw new TaskFailure(ErrorName.TIMEOUT, "invocations have moved the run for more than " + most);
                });
    }

    /** A run that has not even looked at anything yet is its slot skipped; any other is cut off. */
    private static Halt killed(Run run, Stop stop, Instant now) {
        boolean begun = !(run.progress().cursor() instanceof Cursor.Start);
        return new Ended(begun ? Ended.How.CANCELLED : Ended.How.SKIPPED, "kill-switch: " + stop, now);
    }

    private static Halt suspended(Instant now) {
        return new Waiting(Waiting.Cause.BUDGET, now, "goes on in the next invocation");
    }
}

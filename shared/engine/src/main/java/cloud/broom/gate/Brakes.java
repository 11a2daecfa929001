package cloud.broom.gate;

import cloud.broom.call.Invocation;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Halt;
import cloud.broom.run.Held;
import cloud.broom.run.Waiting;
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
     * Why the run is to halt here, if it is: an order, or the invocation's time is up. Orders are judged before the timeout. An invocation that has not moved its run
     * yet goes on, or no run might ever move; the orders it found it has heard at its claim.
     *
     * @throws TaskFailure if the job's timeout is over
     */
    public Optional<Halt> check(Held run, Invocation here) {
        Optional<Halt> ordered = run.moved() ? run.listen() : Optional.empty();
        if (ordered.isPresent()) {
            return ordered;
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

    private static Halt suspended(Instant now) {
        return new Waiting(Waiting.Cause.BUDGET, now, "goes on in the next invocation");
    }
}

package cloud.broom.cli.stack;

import cloud.broom.Answer;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.job.RunId;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Watches a run by its record until it has ended, or waits for a person. It wakes nothing: that is the watchdog's. */
public final class Following {
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** A wake that is lost comes again a minute later; after a few of them nobody wakes anything. */
    private static final Duration OVERDUE = Duration.ofMinutes(5);

    private static final Set<Status> MOVING =
            EnumSet.of(Status.RUNNING, Status.SUSPENDED, Status.AWAITING_RETRY, Status.QUEUED);

    private final Function<Ask, Answer> call;
    private final Function<RunId, Optional<Run>> record;
    private final Clock clock;
    private final Pause pause;

    public Following(Deployment stack, Clock clock, Pause pause) {
        this(stack::call, stack.records()::run, clock, pause);
    }

    Following(Function<Ask, Answer> call, Function<RunId, Optional<Run>> record, Clock clock, Pause pause) {
        this.call = call;
        this.record = record;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Asks for a run, showing how it stands while the function works on it. If the call breaks off after the run was made,
     * its record answers: the run goes on without the caller.
     *
     * @throws Trouble if the function refuses, or fails before there is a run
     */
    public Answer ask(Ask ask, Consumer<Run> seen) {
        boolean before = record.apply(ask.run()).isPresent();
        try {
            return watching(ask.run(), () -> call.apply(ask), seen);
        } catch (Trouble broken) {
            return Optional.of(broken.exit())
                    .filter(exit -> exit == Exit.FAILED && !before)
                    .flatMap(failed -> record.apply(ask.run()))
                    .map(Answer::of)
                    .orElseThrow(() -> broken);
        }
    }

    /** Calls a function, showing how a run stands while it works on that run. */
    public Answer watching(RunId run, Supplier<Answer> function, Consumer<Run> seen) {
        ExecutorService caller = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "call");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<Answer> answer = caller.submit(function::get);
            Optional<Answer> arrived = within(LOOK, answer);
            while (arrived.isEmpty()) {
                record.apply(run).ifPresent(seen);
                arrived = within(LOOK, answer);
            }
            return arrived.get();
        } finally {
            caller.shutdownNow();
        }
    }

    /**
     * Follows a run to where it does not go on by itself.
     *
     * @throws Trouble if nobody wakes it
     */
    public Run follow(RunId id, Consumer<Run> seen) {
        Run run = find(id);
        while (MOVING.contains(run.state().status())) {
            seen.accept(run);
            refuseIfForgotten(run);
            pause.hold(LOOK);
            run = find(id);
        }
        return run;
    }

    private Run find(RunId id) {
        return record.apply(id)
                .orElseThrow(() -> Trouble.missing("there is no run " + id, "broom runs lists today's runs."));
    }

    private void refuseIfForgotten(Run run) {
        Instant due = run.state().wakeAt().orElse(Instant.MAX);
        if (due.isBefore(clock.instant().minus(OVERDUE))) {
            throw Trouble.missing(
                    "run " + run.id() + " is " + run.state().status() + " and was due at " + due
                            + ", but nothing wakes it",
                    "See whether the watchdog runs: its function's log, its schedule, the alarm on its silence.");
        }
    }

    private static Optional<Answer> within(Duration patience, Future<Answer> answer) {
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("the call ended without an answer", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Trouble.missing("interrupted while waiting for the function's answer", "The run goes on.");
        }
    }
}

package cloud.broom.it;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import cloud.broom.it.runtime.FunctionProcess;
import cloud.broom.it.runtime.RuntimeApi.Answer;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;

/**
 * One run whose processes are killed, one after the other, while they move it, until that has happened often enough. The
 * process after the last of them is left in peace.
 */
final class Doomed implements Callable<Doomed.Story> {
    static final String TASK = "s3-stale-objects";

    private static final System.Logger LOG = System.getLogger(Doomed.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration IN_PEACE = Duration.ofMinutes(2);

    private final BootedStack stack;
    private final Plot plot;
    private final Semaphore room;
    private final ScheduledExecutorService killer;
    private final RunId run;
    private final Random chance;
    private int processes;

    /**
     * A run still to be made.
     *
     * @param room for how many processes there is
     * @param killer watches them
     */
    Doomed(BootedStack stack, Plot plot, Semaphore room, ScheduledExecutorService killer) {
        this.stack = stack;
        this.plot = plot;
        this.room = room;
        this.killer = killer;
        this.run = plot.run();
        this.chance = new Random(plot.seed());
    }

    @Override
    public Story call() throws IOException, InterruptedException {
        int kills = 0;
        int crashes = 0;
        Optional<Run> before = Optional.empty();
        while (kills < plot.kills() && before.map(Run::live).orElse(true)) {
            boolean killed = round(1 + chance.nextInt(plot.latest()));
            Optional<Run> after = awaitDue();
            boolean held = leftHolding(before, after);
            crashes += held ? 1 : 0;
            kills += held && killed ? 1 : 0;
            before = after;
        }
        return new Story(last(), kills, crashes);
    }

    /** Whether a process died with the run in its hands: not before it had taken it, nor when it had let it go. */
    private static boolean leftHolding(Optional<Run> before, Optional<Run> after) {
        return after.filter(record -> record.state() instanceof Running)
                .filter(record -> before.filter(earlier -> earlier.stamp().equals(record.stamp()))
                        .isEmpty())
                .isPresent();
    }

    /** A process that is killed once it has called AWS so often and holds the run; false if it failed before. */
    private boolean round(int calls) throws IOException, InterruptedException {
        room.acquire();
        String name = plot.job() + "-" + ++processes;
        try (FunctionProcess process = boot(name)) {
            long doomed = stack.calls(name) + calls;
            ScheduledFuture<?> watch =
                    killer.scheduleAtFixedRate(() -> killAfter(doomed, name, process), 0, 1, MILLISECONDS);
            try {
                Optional<String> error = moveOn(process, plot.timeout());
                LOG.log(Level.INFO, "{0} failed: {1}", name, error.orElse("it was not killed in time"));
                return false;
            } catch (FunctionProcess.Died expected) {
                LOG.log(Level.INFO, "{0} killed at call {1} of AWS, it left {2}", name, calls, left());
                return true;
            } finally {
                watch.cancel(false);
            }
        } finally {
            room.release();
        }
    }

    private String left() {
        return stored().map(record -> record.state().status() + ", parts planned "
                        + record.progress().parts() + ", applied "
                        + record.progress().applied())
                .orElse("no run");
    }

    private Run last() throws IOException, InterruptedException {
        room.acquire();
        String name = plot.job() + "-last";
        try (FunctionProcess process = boot(name)) {
            moveOn(process, IN_PEACE).ifPresent(error -> {
                throw new AssertionError(name + " failed: " + error);
            });
            LOG.log(Level.INFO, "{0} left {1}", name, left());
            return stored().orElseThrow();
        } finally {
            room.release();
        }
    }

    /** What a cold start costs must not eat up a short timeout: a look at nothing goes before. */
    private FunctionProcess boot(String name) throws IOException, InterruptedException {
        FunctionProcess process =
                stack.boot(TASK, name, Map.of("BROOM_PART_ITEMS", Integer.toString(plot.partItems())));
        process.ready();
        if (plot.warm()) {
            process.invoke(Plot.call("warm-" + name, "dry-run"), IN_PEACE);
        }
        return process;
    }

    /** Between two invocations there is nothing to leave behind: the next call of one that holds the run is waited for. */
    private void killAfter(long calls, String name, FunctionProcess process) {
        if (stack.calls(name) >= calls && held(stored())) {
            process.kill();
        }
    }

    /** Invokes and, as the watchdog does, wakes until the run has ended; or an invocation did, with an error. */
    private Optional<String> moveOn(FunctionProcess process, Duration timeout)
            throws IOException, InterruptedException {
        Optional<Run> due = awaitDue();
        while (due.map(Run::live).orElse(true)) {
            String payload = due.isPresent() ? "{\"wake\": \"" + run + "\"}" : Plot.call(plot.job(), "apply");
            Answer answer = process.invoke(payload, timeout);
            if (answer.error()) {
                return Optional.of(answer.body());
            }
            due = awaitDue();
        }
        return Optional.empty();
    }

    /** The record once nobody may hold it and nothing is waited for; empty if there is none. */
    private Optional<Run> awaitDue() throws InterruptedException {
        return Await.atMost(LONGEST_WAIT, "run " + run + " is due", () -> Optional.of(stored())
                .filter(Doomed::due));
    }

    private static boolean held(Optional<Run> record) {
        return record.map(Run::state).filter(Running.class::isInstance).isPresent() && !due(record);
    }

    private static boolean due(Optional<Run> record) {
        Instant now = RealTime.CLOCK.instant();
        return record.flatMap(run -> run.state().wakeAt()).filter(now::isBefore).isEmpty();
    }

    private Optional<Run> stored() {
        return stack.runs().find(run);
    }

    /**
     * What is to happen.
     *
     * @param kills how many processes at most: a run may have ended before
     * @param latest by which of its calls of AWS a process is killed
     * @param timeout of an invocation: it and ten seconds pass before the next process may go on
     * @param warm whether a process has seen an invocation before its doomed ones
     */
    record Plot(String job, int partItems, int kills, int latest, Duration timeout, boolean warm, long seed) {
        static final String SLOT = "doomed";

        RunId run() {
            return RunId.of(new JobName(job), new Slot(SLOT));
        }

        /** A call for the objects under a prefix that has the job's name. */
        static String call(String job, String mode) {
            return """
                    {"job": {"name": "%1$s", "task": "%2$s", "mode": "%5$s", "owner": "whoever kills",
                             "params": {"bucket": "%3$s", "prefix": "%1$s/", "olderThan": "P30D"}},
                     "slot": "%4$s"}
                    """
                    .formatted(job, TASK, BootedStack.TARGET, SLOT, mode);
        }
    }

    /**
     * What has happened.
     *
     * @param kills processes killed while they held the run
     * @param crashes these, and invocations that ended in an error while they held it
     */
    record Story(Run run, int kills, int crashes) {}
}

package cloud.broom;

import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.plan.Totals;
import cloud.broom.run.Missed;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.task.CallCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a run stands, as the caller of a function is told, and the detail of a run's events.
 *
 * @param duplicate whether the call neither made nor moved the run
 * @param found items planned
 * @param done acted on or already gone
 * @param skipped changed since, or left alone for a stated reason
 * @param remaining planned and without an outcome
 * @param unknown could not be judged, and so not planned
 * @param bytes what acting on all that was found frees
 * @param freed what acting has freed
 * @param notes what a reader of the plan should know
 * @param calls what the task has called, by operation
 * @param wakeAt when it goes on by itself, unless it has ended
 */
public record Answer(
        RunId run,
        JobName job,
        String task,
        Status state,
        String reason,
        Mode mode,
        Slot slot,
        boolean duplicate,
        long scanned,
        long found,
        long done,
        long skipped,
        long failed,
        long remaining,
        long unknown,
        long exempt,
        long bytes,
        long freed,
        String planDigest,
        List<String> notes,
        CallCounts calls,
        Optional<Instant> wakeAt) {
    public Answer {
        notes = List.copyOf(notes);
    }

    /** For a call that made or moved the run. */
    public static Answer of(Run run) {
        return of(run, false);
    }

    /** For a call that found nothing to do: a duplicate, or a wake of a run that another holds, is not due, or has ended. */
    public static Answer unmoved(Run run) {
        return of(run, true);
    }

    /** For a call that came when its slot was given up. */
    public static Answer missed(Missed missed) {
        return new Answer(
                missed.run(),
                missed.job(),
                missed.task(),
                Status.MISSED,
                missed.reason(),
                missed.mode(),
                missed.slot(),
                true,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                "",
                List.of(),
                CallCounts.NONE,
                Optional.empty());
    }

    private static Answer of(Run run, boolean duplicate) {
        Totals totals = run.progress().totals();
        return new Answer(
                run.id(),
                run.job().name(),
                run.job().task(),
                run.state().status(),
                run.state().reason(),
                run.job().mode(),
                run.asked().slot(),
                duplicate,
                totals.scanned(),
                totals.found(),
                totals.done(),
                totals.skipped(),
                totals.failed(),
                totals.remaining(),
                totals.unknown(),
                totals.exempt(),
                totals.bytes(),
                totals.freed(),
                run.progress().digest().hex(),
                run.progress().notes(),
                run.progress().calls(),
                run.state().wakeAt());
    }
}

package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.call.Request;
import cloud.broom.job.JobName;
import cloud.broom.json.Refused;
import cloud.broom.run.Place;
import cloud.broom.run.Registered;
import cloud.broom.run.Runs;
import java.util.Optional;

/** Pauses jobs: no slot starts a run, and those that move or wait for their turn end CANCELLED. */
public final class Pauses {
    private final Runs runs;
    private final String task;

    /** Pauses jobs of the one task this function runs; another function could not cancel their runs. */
    public Pauses(Runs runs, String task) {
        this.runs = runs;
        this.task = task;
    }

    /**
     * Pauses or unpauses a job.
     *
     * @throws Refused if no job is registered under the name, or one of another task
     */
    public Paused tell(Request.OfJob order, Invocation here) {
        JobName job = order.job();
        Registered known = runs.registered(job).orElseThrow(() -> new Refused("job", "no job is registered as " + job));
        String its = known.job().task();
        Refused.when(!its.equals(task), "job", job + " is of task " + its + ", this function runs " + task);
        switch (order.what()) {
            case PAUSE -> pause(order, here);
            case UNPAUSE -> runs.unpause(job);
        }
        return new Paused(job, runs.registered(job).flatMap(Registered::pausedBy));
    }

    private void pause(Request.OfJob order, Invocation here) {
        runs.pause(order.job(), order.by(), here.now());
        Place place = runs.place(order.job());
        place.cancelled("pause by " + order.by(), here).forEach(runs::order);
    }

    /**
     * How a job stands.
     *
     * @param pausedBy who has paused it, if it is paused
     */
    public record Paused(JobName job, Optional<String> pausedBy) {}
}

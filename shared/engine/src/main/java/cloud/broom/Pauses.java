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

    public Pauses(Runs runs) {
        this.runs = runs;
    }

    /**
     * Pauses or unpauses a job.
     *
     * @throws Refused if no job is registered under the name
     */
    public Paused tell(Request.OfJob order, Invocation here) {
        JobName job = order.job();
        Refused.when(runs.registered(job).isEmpty(), "job", "no job is registered as " + job);
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

package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.call.Request;
import cloud.broom.control.ControlView;
import cloud.broom.fact.Cache;
import cloud.broom.job.EventParams;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.json.Refused;
import cloud.broom.run.Registered;
import cloud.broom.run.Run;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import java.util.Optional;
import java.util.stream.Stream;

/** Explains what a run of a job would make of one resource. It looks, as a dry run does, and records nothing. */
public final class Explaining {
    private final Work<?, ?> work;
    private final Stores stores;

    /** Explains for the one task this function runs. */
    public <P extends Record, R extends Record & Resource> Explaining(
            Task<P, R> task, Stores stores, Bounds bounds, Confines confines) {
        this.work = new Work<>(task, bounds.partItems(), confines);
        this.stores = stores;
    }

    /**
     * What would become of it, and why.
     *
     * @throws Refused if no such job is registered, it is of another task, or its parameters cannot be read
     * @throws cloud.broom.task.TaskFailure if the resource could not be looked at
     */
    public Explanation explain(Request.OfResource asked, Invocation here) {
        Optional<Registered> known = stores.runs().registered(asked.name());
        Job job = asked.job().match(written -> written, name -> known.map(Registered::job)
                .orElseThrow(() -> new Refused("job", "no job is registered as " + name)));
        Refused.when(
                !job.task().equals(work.task()),
                "job.task",
                "'" + job.task() + "' is not this function's task: it runs " + work.task());
        EventParams.refuseAny(job);
        Run imagined = Run.imagined(job.in(Mode.DRY_RUN), here);
        ControlView controls = new ControlView(stores.controls());
        Optional<String> stopped = controls.look().map(stop -> "kill-switch: " + stop);
        Optional<String> paused = known.flatMap(Registered::pausedBy).map(who -> "paused by " + who);
        Sight sight = new Sight(Cache.NONE, controls, new Grace(stores, imagined), here);
        return work.explain(imagined, asked.resource(), sight)
                .of(
                        job,
                        asked.resource(),
                        Stream.of(stopped, paused).flatMap(Optional::stream).toList());
    }
}

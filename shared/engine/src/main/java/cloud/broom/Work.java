package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.control.Tagged;
import cloud.broom.fact.Cache;
import cloud.broom.fact.Remembering;
import cloud.broom.gate.Brakes;
import cloud.broom.job.Job;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Planned;
import cloud.broom.plan.Totals;
import cloud.broom.retry.Unheard;
import cloud.broom.run.Run;
import cloud.broom.task.Cursor;
import cloud.broom.task.Guard.Phase;
import cloud.broom.task.Looking;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Rereading;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import cloud.broom.where.Condition;
import cloud.broom.where.Conditions;
import cloud.broom.where.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task bound to whichever run it works for: reads the run's parameters, plans page by page, acts on a batch. */
final class Work<P extends Record, R extends Record & Resource> {
    /** Pages in which nothing qualifies are checkpointed this often. */
    private static final Duration UNSAVED = Duration.ofSeconds(30);

    private static final String PARAMS = "job.params";

    private final Task<P, R> task;
    private final int partItems;
    private final Confines confines;
    private final Conditions conditions;
    private final Sparing<P, R> sparing;

    Work(Task<P, R> task, int partItems, Confines confines) {
        this.task = task;
        this.partItems = partItems;
        this.confines = confines;
        this.conditions = new Conditions(task.declaration().resource());
        this.sparing = new Sparing<>(task, confines);
    }

    String task() {
        return task.declaration().task();
    }

    /**
     * Refuses a job whose condition is none; its other parameters are read once there is a run to record their refusal in.
     *
     * @throws Refused of {@code job.params.where}
     */
    void check(Job job) {
        where(job);
    }

    /** The most items one call of {@link #act} takes. */
    int batch(Run run) {
        return atOnce(params(run), task.declaration().batch());
    }

    /** The next part of a run's plan: pages are gathered until it is full, the search ends, or it is time to save. */
    PlanPart plan(Run run, Sight sight, Brakes brakes) {
        P params = params(run);
        Judging<P, R> judging = judging(params, run, sight);
        Invocation here = sight.here();
        Instant began = here.now();
        PlanPart part =
                PlanPart.empty(run.progress().parts() + 1, run.progress().cursor());
        if (part.next() instanceof Cursor.Start) {
            part = part.plus(part.next(), Totals.Seen.NONE, warnings(run), List.of());
        }
        do {
            part = judging.plus(part, find(params, part.next(), sight.cache()));
        } while (part.items().size() < partItems
                && !(part.next() instanceof Cursor.End)
                && here.now().isBefore(began.plus(UNSAVED))
                && !brakes.spent(here));
        return part;
    }

    /** What a run would make of one resource: found by its id if the task can, else by a search for it. */
    Judged explain(Run run, String id, Sight sight) {
        P params = params(run);
        return found(params, id, sight)
                .map(resource -> judging(params, run, sight).one(resource))
                .orElse(Judged.NOTHING);
    }

    private Judging<P, R> judging(P params, Run run, Sight sight) {
        return new Judging<>(task, confines, sparing, params, where(run.job()), run, sight);
    }

    private Optional<R> found(P params, String id, Sight sight) {
        if (task instanceof Looking<P, R> looking) {
            return confines.during(Phase.LOOKING, task, () -> looking.look(params, id));
        }
        Cursor from = new Cursor.Start();
        while (!(from instanceof Cursor.End)) {
            Page<R> page = find(params, from, sight.cache());
            Optional<R> it = page.resources().stream()
                    .filter(resource -> resource.id().equals(id))
                    .findFirst();
            if (it.isPresent()) {
                return it;
            }
            from = page.next();
        }
        return Optional.empty();
    }

    /** Since when planned items qualify, where the task can tell. */
    Function<Planned, Optional<Instant>> since(Run run) {
        P params = params(run);
        return item -> confines.during(Phase.JUDGING, task, () -> task.qualifiesSince(params, resource(item)));
    }

    /**
     * Acts on what still is as it was planned and is not to be left alone by now; one outcome for each item that is not, or that
     * the task's answer mentions. What is exempt, and what is the stack's own, is left alone however it was planned.
     */
    Map<String, Outcome> act(Run run, List<Planned> batch, Sight sight) {
        P params = params(run);
        Recheck<R> look = recheck(params, batch.stream().map(this::resource).toList());
        Map<String, Spared> spared = sparing.of(params, run.job().name(), look.fit(), sight.uncached());
        List<R> left =
                look.fit().stream().filter(one -> !spared.containsKey(one.id())).toList();
        Map<String, Outcome> outcomes = new HashMap<>(acted(params, left));
        spared.forEach((id, why) -> outcomes.put(id, why.outcome()));
        return look.with(outcomes);
    }

    /** Always, not only after a wait: whether there was one is not worth a record of its own, and a batch may wait in place. */
    private Recheck<R> recheck(P params, List<R> planned) {
        return task instanceof Rereading<P, R> rereading
                ? Recheck.of(planned, confines.during(Phase.LOOKING, task, () -> rereading.reread(params, planned)))
                : new Recheck<>(planned, Map.of());
    }

    private Map<String, Outcome> acted(P params, List<R> resources) {
        return resources.isEmpty() ? Map.of() : confines.during(Phase.ACTING, task, () -> task.act(params, resources));
    }

    private R resource(Planned item) {
        return Json.read(item.resource(), task.declaration().resource(), "planned " + item.id());
    }

    private Page<R> find(P params, Cursor from, Cache cache) {
        int most = atOnce(params, partItems);
        return confines.during(
                Phase.LOOKING,
                task,
                () -> task instanceof Remembering<P, R> remembering
                        ? remembering.find(params, from, most, cache)
                        : task.find(params, from, most));
    }

    private int atOnce(P params, int most) {
        return task instanceof Tagged<P, R> tagged ? Math.min(most, tagged.atOnce(params)) : most;
    }

    /** The record bucket is S3, so its errors may occur whatever the task calls. */
    private List<String> warnings(Run run) {
        Set<String> services = Stream.concat(
                        Stream.of("S3"), task.declaration().calls().stream().map(call -> call.operation()
                                .substring(0, call.operation().indexOf('.'))))
                .collect(Collectors.toSet());
        return Unheard.warnings(run.job().retry(), run.job().catchers(), services);
    }

    private P params(Run run) {
        return Json.read(Given.of(run.job().params()).own(), task.declaration().params(), PARAMS);
    }

    private Condition where(Job job) {
        try {
            return conditions.of(job.params());
        } catch (Refused refused) {
            throw refused.within(PARAMS);
        }
    }
}

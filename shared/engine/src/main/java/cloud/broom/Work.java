package cloud.broom;

import cloud.broom.call.Invocation;
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
import cloud.broom.task.Candidate;
import cloud.broom.task.Cursor;
import cloud.broom.task.Guard.Phase;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import cloud.broom.task.Verdict;
import cloud.broom.where.Condition;
import cloud.broom.where.Conditions;
import cloud.broom.where.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task bound to whichever run it works for: reads the run's parameters, judges page by page, acts on a batch. */
final class Work<P extends Record, R extends Record & Resource> {
    /** Pages in which nothing qualifies are checkpointed this often. */
    private static final Duration UNSAVED = Duration.ofSeconds(30);

    private static final String PARAMS = "job.params";

    private final Task<P, R> task;
    private final int partItems;
    private final Conditions conditions;
    private final Confines confines;

    Work(Task<P, R> task, int partItems, Confines confines) {
        this.task = task;
        this.partItems = partItems;
        this.conditions = new Conditions(task.declaration().resource());
        this.confines = confines;
    }

    String task() {
        return task.declaration().task();
    }

    /** The most items one call of {@link #act} takes. */
    int batch() {
        return task.declaration().batch();
    }

    /** The next part of a run's plan: pages are gathered until it is full, the search ends, or it is time to save. */
    PlanPart plan(Run run, Cache cache, Invocation here, Brakes brakes) {
        P params = params(run);
        Instant began = here.now();
        PlanPart part =
                PlanPart.empty(run.progress().parts() + 1, run.progress().cursor());
        if (part.next() instanceof Cursor.Start) {
            part = part.plus(part.next(), Totals.Seen.NONE, warnings(run), List.of());
        }
        do {
            part = plus(part, find(params, part.next(), cache), params, run);
        } while (part.items().size() < partItems
                && !(part.next() instanceof Cursor.End)
                && here.now().isBefore(began.plus(UNSAVED))
                && !brakes.spent(here));
        return part;
    }

    /** One outcome for each item that its answer mentions; what belongs to the stack is left alone, however it was planned. */
    Map<String, Outcome> act(Run run, List<Planned> batch) {
        P params = params(run);
        Class<R> type = task.declaration().resource();
        List<R> resources = batch.stream()
                .map(item -> Json.read(item.resource(), type, "planned " + item.id()))
                .toList();
        Map<String, String> own = during(Phase.JUDGING, () -> own(params, resources));
        List<R> others =
                resources.stream().filter(one -> !own.containsKey(one.id())).toList();
        Map<String, Outcome> outcomes = new HashMap<>();
        if (!others.isEmpty()) {
            outcomes.putAll(during(Phase.ACTING, () -> task.act(params, others)));
        }
        own.forEach((id, why) -> outcomes.put(id, Outcome.skipped(why)));
        return outcomes;
    }

    private Page<R> find(P params, Cursor from, Cache cache) {
        return during(
                Phase.LOOKING,
                () -> task instanceof Remembering<P, R> remembering
                        ? remembering.find(params, from, partItems, cache)
                        : task.find(params, from, partItems));
    }

    private PlanPart plus(PlanPart part, Page<R> page, P params, Run run) {
        List<Candidate<R>> judged = during(Phase.JUDGING, () -> judge(page, params, run));
        Map<Verdict, List<Candidate<R>>> by = judged.stream().collect(Collectors.groupingBy(Candidate::verdict));
        List<Candidate<R>> qualified = by.getOrDefault(Verdict.YES, List.of());
        Map<String, String> own = during(
                Phase.JUDGING,
                () -> own(params, qualified.stream().map(Candidate::resource).toList()));
        List<Planned> planned = qualified.stream()
                .filter(one -> !own.containsKey(one.resource().id()))
                .map(Work::planned)
                .toList();
        long unknown = by.getOrDefault(Verdict.UNKNOWN, List.of()).size();
        Totals.Seen seen = Totals.Seen.of(judged.size(), unknown, qualified.size() - planned.size(), planned);
        List<String> said = concat(run.progress().notes(), part.notes());
        List<String> notes = Stream.concat(page.notes().stream(), own.values().stream())
                .distinct()
                .toList();
        return part.plus(page.next(), seen, concat(notes, Unknowns.notes(judged, said)), planned);
    }

    private List<Candidate<R>> judge(Page<R> page, P params, Run run) {
        Instant asOf = run.asked().asOf();
        Condition where = where(run.job());
        return page.resources().stream()
                .map(resource -> new Candidate<>(
                        resource, concat(task.judge(params, asOf, resource), where.judge(resource, asOf))))
                .toList();
    }

    /** Which of them belong to the stack, by their id, and why. */
    private Map<String, String> own(P params, List<R> resources) {
        Map<String, String> own = new LinkedHashMap<>();
        resources.forEach(one -> confines.stack()
                .owned(task.within(params, one))
                .ifPresent(name -> own.put(one.id(), confines.stack().reason(name))));
        return own;
    }

    /** Whatever a task is asked, it is asked under guard. */
    private <T> T during(Phase phase, Supplier<T> step) {
        return confines.guard().during(phase, task.declaration(), step);
    }

    /** The record bucket is S3, so its errors may occur whatever the task calls. */
    private List<String> warnings(Run run) {
        Set<String> services = Stream.concat(
                        Stream.of("S3"), task.declaration().calls().stream().map(call -> call.operation()
                                .substring(0, call.operation().indexOf('.'))))
                .collect(Collectors.toSet());
        return Unheard.warnings(run.job().retry(), run.job().catchers(), services);
    }

    private static <R extends Resource> Planned planned(Candidate<R> candidate) {
        R resource = candidate.resource();
        return new Planned(
                resource.id(),
                resource.bytes(),
                resource.monthly(),
                resource.reversibility(),
                candidate.evidence(),
                Json.tree(resource));
    }

    private P params(Run run) {
        return Json.read(Given.of(run.job().params()).own(), task.declaration().params(), PARAMS);
    }

    /**
     * Refuses a job whose condition is none; its other parameters are read once there is a run to record their refusal in.
     *
     * @throws Refused of {@code job.params.where}
     */
    void check(Job job) {
        where(job);
    }

    private Condition where(Job job) {
        try {
            return conditions.of(job.params());
        } catch (Refused refused) {
            throw refused.within(PARAMS);
        }
    }

    private static <T> List<T> concat(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}

package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.fact.Cache;
import cloud.broom.fact.Remembering;
import cloud.broom.gate.Brakes;
import cloud.broom.json.Json;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Planned;
import cloud.broom.plan.Totals;
import cloud.broom.retry.Unheard;
import cloud.broom.run.Run;
import cloud.broom.task.Candidate;
import cloud.broom.task.Cursor;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task bound to whichever run it works for: reads the run's parameters, judges page by page, acts on a batch. */
final class Work<P extends Record, R extends Record & Resource> {
    /** Pages in which nothing qualifies are checkpointed this often. */
    private static final Duration UNSAVED = Duration.ofSeconds(30);

    private final Task<P, R> task;
    private final int partItems;

    Work(Task<P, R> task, int partItems) {
        this.task = task;
        this.partItems = partItems;
    }

    String task() {
        return task.declaration().task();
    }

    /** The most items one call of {@link #act} takes. */
    int batch() {
        return task.declaration().batch();
    }

    /** The next part of a run's plan: pages are gathered until it is full, the search ends, or it is time to save. */
    PlanPart plan(Run run, Cache cache, Grace grace, Invocation here, Brakes brakes) {
        P params = params(run);
        Instant began = here.now();
        PlanPart part =
                PlanPart.empty(run.progress().parts() + 1, run.progress().cursor());
        if (part.next() instanceof Cursor.Start) {
            part = part.plus(part.next(), Totals.Seen.NONE, warnings(run), List.of());
        }
        do {
            Page<R> page = find(params, part.next(), cache);
            part = plus(part, page, weighed(params, run, page, grace));
        } while (part.items().size() < partItems
                && !(part.next() instanceof Cursor.End)
                && here.now().isBefore(began.plus(UNSAVED))
                && !brakes.spent(here));
        return part;
    }

    /** Since when planned items qualify, where the task can tell. */
    Function<Planned, Optional<Instant>> since(Run run) {
        P params = params(run);
        return item -> task.qualifiesSince(params, resource(item));
    }

    /** One outcome for each item that its answer mentions. */
    Map<String, Outcome> act(Run run, List<Planned> batch) {
        List<R> resources = batch.stream().map(this::resource).toList();
        return task.act(params(run), resources);
    }

    private Page<R> find(P params, Cursor from, Cache cache) {
        return task instanceof Remembering<P, R> remembering
                ? remembering.find(params, from, partItems, cache)
                : task.find(params, from, partItems);
    }

    private R resource(Planned item) {
        return Json.read(item.resource(), task.declaration().resource(), "planned " + item.id());
    }

    private Grace.Weighed<R> weighed(P params, Run run, Page<R> page, Grace grace) {
        Instant asOf = run.asked().asOf();
        List<Candidate<R>> judged = page.resources().stream()
                .map(resource -> new Candidate<>(resource, task.judge(params, asOf, resource)))
                .toList();
        return grace.weigh(judged, resource -> task.qualifiesSince(params, resource));
    }

    private PlanPart plus(PlanPart part, Page<R> page, Grace.Weighed<R> weighed) {
        List<Candidate<R>> judged = weighed.candidates();
        Map<Verdict, Long> counts =
                judged.stream().collect(Collectors.groupingBy(Candidate::verdict, Collectors.counting()));
        List<Planned> planned = judged.stream()
                .filter(one -> one.verdict() == Verdict.YES)
                .map(Work::planned)
                .toList();
        long unknown = counts.getOrDefault(Verdict.UNKNOWN, 0L);
        Totals.Seen seen = Totals.Seen.of(judged.size(), unknown, 0, planned).marking(weighed.marked());
        return part.plus(page.next(), seen, page.notes(), planned);
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
        return Json.read(run.job().params(), task.declaration().params(), "job.params");
    }
}

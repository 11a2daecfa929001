package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.control.ControlView;
import cloud.broom.control.Exemption;
import cloud.broom.control.Tagged;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task bound to whichever run it works for: reads the run's parameters, judges page by page, acts on a batch. */
final class Work<P extends Record, R extends Record & Resource> {
    /** Pages in which nothing qualifies are checkpointed this often. */
    private static final Duration UNSAVED = Duration.ofSeconds(30);

    private final Task<P, R> task;
    private final Sparing<P, R> sparing;
    private final int partItems;

    Work(Task<P, R> task, int partItems) {
        this.task = task;
        this.sparing = new Sparing<>(task);
        this.partItems = partItems;
    }

    String task() {
        return task.declaration().task();
    }

    /** The most items one call of {@link #act} takes. */
    int batch(Run run) {
        return atOnce(params(run), task.declaration().batch());
    }

    /** The next part of a run's plan: pages are gathered until it is full, the search ends, or it is time to save. */
    PlanPart plan(Run run, Cache cache, ControlView controls, Invocation here, Brakes brakes) {
        P params = params(run);
        Instant began = here.now();
        PlanPart part =
                PlanPart.empty(run.progress().parts() + 1, run.progress().cursor());
        SparedNotes notes = new SparedNotes(run.progress().notes());
        if (part.next() instanceof Cursor.Start) {
            part = part.plus(part.next(), Totals.Seen.NONE, warnings(run), List.of());
        }
        do {
            Page<R> page = find(params, part.next(), cache);
            List<Candidate<R>> judged = judged(params, run, page);
            List<R> qualifying = qualifying(judged);
            Map<String, Spared> spared =
                    sparing.of(params, run.job().name(), qualifying, new Sparing.Sight(cache, controls, here));
            List<Exemption> malformed =
                    qualifying.isEmpty() ? List.of() : controls.exemptions().malformed();
            part = plus(part, page, judged, spared, notes.of(spared.values(), malformed));
        } while (part.items().size() < partItems
                && !(part.next() instanceof Cursor.End)
                && here.now().isBefore(began.plus(UNSAVED))
                && !brakes.spent(here));
        return part;
    }

    /** One outcome for each item that its answer mentions. What has been exempted since it was planned is left alone. */
    Map<String, Outcome> act(Run run, List<Planned> batch, ControlView controls, Invocation here) {
        Class<R> type = task.declaration().resource();
        P params = params(run);
        List<R> resources = batch.stream()
                .map(item -> Json.read(item.resource(), type, "planned " + item.id()))
                .toList();
        Map<String, Spared> spared =
                sparing.of(params, run.job().name(), resources, new Sparing.Sight(Cache.NONE, controls, here));
        List<R> left = resources.stream()
                .filter(resource -> !spared.containsKey(resource.id()))
                .toList();
        Map<String, Outcome> outcomes = new HashMap<>(left.isEmpty() ? Map.of() : task.act(params, left));
        spared.forEach((id, why) -> outcomes.put(id, why.outcome()));
        return outcomes;
    }

    private Page<R> find(P params, Cursor from, Cache cache) {
        int most = atOnce(params, partItems);
        return task instanceof Remembering<P, R> remembering
                ? remembering.find(params, from, most, cache)
                : task.find(params, from, most);
    }

    private int atOnce(P params, int most) {
        return task instanceof Tagged<P, R> tagged ? Math.min(most, tagged.atOnce(params)) : most;
    }

    private List<Candidate<R>> judged(P params, Run run, Page<R> page) {
        Instant asOf = run.asked().asOf();
        return page.resources().stream()
                .map(resource -> new Candidate<>(resource, task.judge(params, asOf, resource)))
                .toList();
    }

    private List<R> qualifying(List<Candidate<R>> judged) {
        return judged.stream()
                .filter(one -> one.verdict() == Verdict.YES)
                .map(Candidate::resource)
                .toList();
    }

    private PlanPart plus(
            PlanPart part, Page<R> page, List<Candidate<R>> judged, Map<String, Spared> spared, List<String> notes) {
        Map<Verdict, Long> counts =
                judged.stream().collect(Collectors.groupingBy(Candidate::verdict, Collectors.counting()));
        List<Planned> planned = judged.stream()
                .filter(one -> one.verdict() == Verdict.YES
                        && !spared.containsKey(one.resource().id()))
                .map(Work::planned)
                .toList();
        long bytes = planned.stream().mapToLong(Planned::bytes).sum();
        long exempt = spared.values().stream().filter(Spared::exempt).count();
        long unknown = counts.getOrDefault(Verdict.UNKNOWN, 0L) + spared.size() - exempt;
        Totals.Seen seen = new Totals.Seen(judged.size(), unknown, exempt, planned.size(), bytes);
        return part.plus(
                page.next(),
                seen,
                Stream.concat(page.notes().stream(), notes.stream()).toList(),
                planned);
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
                resource.id(), resource.bytes(), resource.reversibility(), candidate.evidence(), Json.tree(resource));
    }

    private P params(Run run) {
        return Json.read(run.job().params(), task.declaration().params(), "job.params");
    }
}

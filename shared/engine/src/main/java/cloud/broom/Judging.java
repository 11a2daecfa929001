package cloud.broom;

import cloud.broom.control.Exemption;
import cloud.broom.json.Json;
import cloud.broom.plan.Groups;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Planned;
import cloud.broom.plan.Totals;
import cloud.broom.run.Run;
import cloud.broom.task.Candidate;
import cloud.broom.task.Cursor;
import cloud.broom.task.Evidence;
import cloud.broom.task.Guard.Phase;
import cloud.broom.task.Page;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import cloud.broom.task.Verdict;
import cloud.broom.where.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges what a run of one job looks at, page by page: what qualifies and is not to be left alone is planned. */
final class Judging<P extends Record, R extends Record & Resource> {
    private final Task<P, R> task;
    private final Confines confines;
    private final Sparing<P, R> sparing;
    private final P params;
    private final Condition where;
    private final Run run;
    private final Sight sight;
    private final SparedNotes notes;

    Judging(
            Task<P, R> task,
            Confines confines,
            Sparing<P, R> sparing,
            P params,
            Condition where,
            Run run,
            Sight sight) {
        this.task = task;
        this.confines = confines;
        this.sparing = sparing;
        this.params = params;
        this.where = where;
        this.run = run;
        this.sight = sight;
        this.notes = new SparedNotes(run.progress().notes());
    }

    /** What would become of one resource. */
    Judged one(R resource) {
        Grace.Aged<R> aged =
                confines.during(Phase.JUDGING, task, () -> aged(judge(Page.of(List.of(resource), new Cursor.End()))));
        List<Candidate<R>> qualifying = qualifying(aged.candidates());
        Optional<Spared> spared = sparing
                .of(
                        params,
                        run.job().name(),
                        qualifying.stream().map(Candidate::resource).toList(),
                        sight)
                .values()
                .stream()
                .findFirst();
        Candidate<R> weighed = sight.grace().weigh(aged, Map.of()).candidates().get(0);
        Optional<Instant> goesAt = confines.during(Phase.JUDGING, task, () -> task.qualifiesSince(params, resource))
                .map(since -> since.plus(run.job().grace().orElse(Duration.ZERO)));
        return new Judged(
                Optional.of(weighed.verdict()),
                weighed.evidence(),
                spared,
                goesAt,
                resource.bytes(),
                resource.monthly());
    }

    /** A part with one more page's worth. */
    PlanPart plus(PlanPart part, Page<R> page) {
        Grace.Aged<R> aged = confines.during(Phase.JUDGING, task, () -> aged(judge(page)));
        List<Candidate<R>> qualifying = qualifying(aged.candidates());
        Map<String, Spared> spared = sparing.of(
                params,
                run.job().name(),
                qualifying.stream().map(Candidate::resource).toList(),
                sight);
        Grace.Weighed<R> weighed = sight.grace().weigh(aged, spared);
        List<Candidate<R>> judged = weighed.candidates();
        List<Candidate<R>> going = qualifying(judged).stream()
                .filter(one -> !spared.containsKey(one.resource().id()))
                .toList();
        List<Planned> planned = going.stream().map(Judging::planned).toList();
        List<String> said = Stream.of(page.notes(), spared(qualifying, spared), Unknowns.notes(judged, said(part)))
                .flatMap(List::stream)
                .distinct()
                .toList();
        return part.plus(page.next(), seen(judged, spared, planned).marking(weighed.marked()), said, planned)
                .grouping(Groups.of(
                        going.stream().map(one -> one.resource().group()).toList()));
    }

    private List<Candidate<R>> judge(Page<R> page) {
        Instant asOf = run.asked().asOf();
        return page.resources().stream()
                .map(resource -> new Candidate<>(resource, evidence(resource, asOf)))
                .toList();
    }

    private Grace.Aged<R> aged(List<Candidate<R>> judged) {
        return sight.grace().aged(judged, resource -> task.qualifiesSince(params, resource));
    }

    private List<Candidate<R>> qualifying(List<Candidate<R>> judged) {
        return judged.stream().filter(one -> one.verdict() == Verdict.YES).toList();
    }

    private List<Evidence> evidence(R resource, Instant asOf) {
        return Stream.of(task.judge(params, asOf, resource), where.judge(resource, asOf))
                .flatMap(List::stream)
                .toList();
    }

    /** What cannot be known to be exempt is unknown as much as what cannot be judged. */
    private static <R extends Resource> Totals.Seen seen(
            List<Candidate<R>> judged, Map<String, Spared> spared, List<Planned> planned) {
        Map<Verdict, Long> counts =
                judged.stream().collect(Collectors.groupingBy(Candidate::verdict, Collectors.counting()));
        long exempt = spared.values().stream().filter(Spared::exempt).count();
        long unknown = counts.getOrDefault(Verdict.UNKNOWN, 0L) + spared.size() - exempt;
        return Totals.Seen.of(judged.size(), unknown, exempt, planned);
    }

    /** Exemptions are asked for only where something might go. */
    private List<String> spared(List<Candidate<R>> qualifying, Map<String, Spared> spared) {
        List<Exemption> malformed =
                qualifying.isEmpty() ? List.of() : sight.controls().exemptions().malformed();
        return notes.of(spared.values(), malformed);
    }

    private List<String> said(PlanPart part) {
        return Stream.concat(run.progress().notes().stream(), part.notes().stream())
                .toList();
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
}

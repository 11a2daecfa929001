package cloud.broom;

import cloud.broom.fact.Mark;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.plan.OutcomePart.Result;
import cloud.broom.plan.Planned;
import cloud.broom.run.Ended;
import cloud.broom.run.Halt;
import cloud.broom.run.Run;
import cloud.broom.task.Candidate;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Resource;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether what qualifies has done so for as long as its job asks: evidence like any other, so no run ever waits for it. What
 * cannot tell since when it qualifies is marked when it is first seen to, and its grace counts from the delivery of the notice
 * that tells of it: what nobody was told of is never due. For one run in one invocation.
 */
final class Grace {
    private static final String EVIDENCE = "grace";
    private static final Set<Outcome.Kind> GONE = Set.of(Outcome.Kind.DONE, Outcome.Kind.GONE);

    private final Stores stores;
    private final Run run;
    private final Duration length;
    private final String notice;
    private final Map<String, Told> told = new HashMap<>();
    private final List<String> would = new ArrayList<>();
    private Optional<Map<String, Mark>> read = Optional.empty();

    Grace(Stores stores, Run run) {
        this.stores = stores;
        this.run = run;
        this.length = run.job().grace().orElse(Duration.ZERO);
        this.notice = run.id() + "." + run.asked().claim() + ".marks";
    }

    /**
     * Adds the evidence of its grace to what tells by itself since when it qualifies.
     *
     * @param since {@link cloud.broom.task.Task#qualifiesSince}
     */
    <R extends Resource> Aged<R> aged(List<Candidate<R>> judged, Function<R, Optional<Instant>> since) {
        if (length.isZero()) {
            return new Aged<>(judged, Set.of());
        }
        Set<String> telling = new HashSet<>();
        List<Candidate<R>> aged = new ArrayList<>();
        for (Candidate<R> one : judged) {
            Optional<Instant> from = since.apply(one.resource());
            from.ifPresent(at -> telling.add(one.resource().id()));
            aged.add(from.filter(at -> !one.evidence().isEmpty())
                    .map(at -> one.with(due(at)))
                    .orElse(one));
        }
        return new Aged<>(aged, telling);
    }

    /**
     * Adds the evidence of its mark to what qualifies and does not tell, and keeps the marks in step: what qualifies has one, what
     * does not, or is not to go whatever becomes of it, has none. A dry run leaves them as they are.
     *
     * @param spared what is left alone, or cannot be known not to be, although it qualifies
     * @throws cloud.broom.run.StoreUnavailable if marks cannot be read or written: nothing may go past them
     */
    <R extends Record & Resource> Weighed<R> weigh(Aged<R> aged, Map<String, Spared> spared) {
        if (length.isZero()) {
            return new Weighed<>(aged.candidates, 0);
        }
        Changes changes = new Changes();
        List<Candidate<R>> weighed = aged.candidates.stream()
                .map(one -> aged.tells(one) ? one : byMark(one, standing(one, spared), changes))
                .toList();
        write(changes);
        return new Weighed<>(weighed, changes.marked.size());
    }

    /**
     * Forgets the marks of what is gone, or what comes again just as it was would not be given a grace of its own. To be called
     * before the checkpoint that counts these outcomes: what was not forgotten when an invocation died is then tried again.
     */
    void unmark(List<Planned> acted, List<Result> results, Supplier<Function<Planned, Optional<Instant>>> since) {
        if (length.isZero()) {
            return;
        }
        Set<String> gone = results.stream()
                .filter(result -> GONE.contains(result.outcome().kind()))
                .map(Result::id)
                .collect(Collectors.toSet());
        Function<Planned, Optional<Instant>> tells = since.get();
        List<String> marked = acted.stream()
                .filter(item -> gone.contains(item.id()) && tells.apply(item).isEmpty())
                .map(Planned::id)
                .toList();
        if (!marked.isEmpty()) {
            stores.marks().remove(run.job().name(), marked);
        }
    }

    /** What is to be told of a run's marks as it halts: once a run, when its plan is whole or it ends before. */
    Optional<MarkNotice> notice(Run now, Halt halt, Instant at) {
        boolean over = halt instanceof Ended || !now.wantsPart();
        if (!over || now.progress().totals().marked() == 0) {
            return Optional.empty();
        }
        if (dry()) {
            return Optional.of(MarkNotice.would(now, would));
        }
        List<Mark> mine = ask(notice).written() ? List.of() : mine();
        return mine.isEmpty() ? Optional.empty() : Optional.of(MarkNotice.of(now, notice, mine, at));
    }

    private static Verdict standing(Candidate<? extends Resource> candidate, Map<String, Spared> spared) {
        return Optional.ofNullable(spared.get(candidate.resource().id()))
                .map(why -> why.exempt() ? Verdict.NO : Verdict.UNKNOWN)
                .orElseGet(candidate::verdict);
    }

    private <R extends Record & Resource> Candidate<R> byMark(
            Candidate<R> candidate, Verdict standing, Changes changes) {
        R resource = candidate.resource();
        return switch (standing) {
            case YES -> candidate.with(marked(resource.id(), Json.digest(resource), changes));
            case NO -> {
                changes.unmark(resource.id());
                yield candidate;
            }
            case UNKNOWN -> candidate;
        };
    }

    private Evidence marked(String resource, String fingerprint, Changes changes) {
        Instant asOf = run.asked().asOf();
        Mark fresh = new Mark(resource, fingerprint, asOf, notice, kept());
        Mark mark = Optional.ofNullable(marks().get(resource))
                .filter(there -> there.fingerprint().equals(fingerprint))
                .orElse(fresh);
        Told told = told(mark.notice());
        if (!told.written()) {
            changes.mark(mark.toldBy(notice, kept()));
            return no((dry() ? "would be marked" : "marked") + ", due " + asOf.plus(length) + " at the earliest");
        }
        return told.at().map(this::due).orElseGet(() -> no("marked, its notice is not delivered yet"));
    }

    private Evidence due(Instant since) {
        Instant due = since.plus(length);
        return Evidence.of(EVIDENCE, !due.isAfter(run.asked().asOf()), "due " + due);
    }

    private static Evidence no(String why) {
        return new Evidence(EVIDENCE, Verdict.NO, why);
    }

    /** Of a run that died before its notice was written nobody was told: what it marked is told of by the next. */
    private Told told(String id) {
        return id.equals(notice) ? Told.NEVER : told.computeIfAbsent(id, this::ask);
    }

    /** Whether it waits is asked first: one that is delivered meanwhile is not taken for one that never was. */
    private Told ask(String id) {
        boolean waits = stores.notices().find(id).isPresent();
        Optional<Instant> at = waits ? Optional.empty() : stores.notices().told(id);
        return new Told(waits || at.isPresent(), at);
    }

    private List<Mark> mine() {
        return marks().values().stream()
                .filter(mark -> mark.notice().equals(notice))
                .sorted(Comparator.comparing(Mark::resource))
                .toList();
    }

    private void write(Changes changes) {
        if (dry()) {
            would.addAll(changes.marked.keySet());
            return;
        }
        if (!changes.marked.isEmpty()) {
            stores.marks().put(run.job().name(), changes.marked.values());
            marks().putAll(changes.marked);
        }
        if (!changes.unmarked.isEmpty()) {
            stores.marks().remove(run.job().name(), changes.unmarked);
            marks().keySet().removeAll(changes.unmarked);
        }
    }

    private Map<String, Mark> marks() {
        Map<String, Mark> known =
                read.orElseGet(() -> stores.marks().of(run.job().name()).stream()
                        .collect(Collectors.toMap(Mark::resource, mark -> mark, (one, other) -> other, HashMap::new)));
        read = Optional.of(known);
        return known;
    }

    private Instant kept() {
        return run.asked().asOf().plus(length).plus(Slot.RETENTION);
    }

    private boolean dry() {
        return run.job().mode() == Mode.DRY_RUN;
    }

    /**
     * What was judged, with the grace of what tells by itself.
     *
     * @param telling their ids
     */
    record Aged<R extends Resource>(List<Candidate<R>> candidates, Set<String> telling) {
        private boolean tells(Candidate<R> candidate) {
            return telling.contains(candidate.resource().id());
        }
    }

    /**
     * What was judged, with its grace.
     *
     * @param marked how many qualify but for it, for the first time
     */
    record Weighed<R>(List<Candidate<R>> candidates, int marked) {}

    /**
     * What is known of a notice.
     *
     * @param written if not it never was, and so it will never be delivered
     * @param at when it was delivered, if it has been
     */
    private record Told(boolean written, Optional<Instant> at) {
        static final Told NEVER = new Told(false, Optional.empty());
    }

    private final class Changes {
        private final Map<String, Mark> marked = new LinkedHashMap<>();
        private final Set<String> unmarked = new LinkedHashSet<>();

        void mark(Mark mark) {
            marked.put(mark.resource(), mark);
        }

        void unmark(String resource) {
            if (marks().containsKey(resource)) {
                unmarked.add(resource);
            }
        }
    }
}

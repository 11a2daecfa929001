package cloud.broom.testkit.simulation;

import cloud.broom.approval.Approvals;
import cloud.broom.approval.Principal;
import cloud.broom.fact.Fact;
import cloud.broom.job.Job;
import cloud.broom.json.Json;
import cloud.broom.plan.Amounts;
import cloud.broom.plan.Digest;
import cloud.broom.run.Asked;
import cloud.broom.run.Commit;
import cloud.broom.run.Run;
import cloud.broom.run.Stamp;
import cloud.broom.run.State;
import cloud.broom.run.Take;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs and commits with one thing about them changed. */
final class Bent {
    private Bent() {}

    static Run stamped(Run run, long version, String writeId) {
        Stamp stamp = new Stamp(version, run.stamp().fence(), writeId);
        return new Run(
                run.id(),
                run.asked(),
                run.state(),
                run.progress(),
                run.attempts(),
                run.approvals(),
                run.reserved(),
                stamp);
    }

    static Run in(Run run, State state) {
        return new Run(
                run.id(),
                run.asked(),
                state,
                run.progress(),
                run.attempts(),
                run.approvals(),
                run.reserved(),
                run.stamp());
    }

    static Commit of(Commit commit, Run run) {
        return commit.writing(run);
    }

    /** With so many approvals of its plan that no job could ask for more. */
    static Run approved(Run run) {
        Digest plan = run.progress().digest();
        Approvals all = Approvals.NONE;
        for (String who : List.of("one", "other")) {
            Principal by = new Principal("arn:aws:iam::123456789012:user/" + who);
            all = all.plus(new Approvals.Given(by, plan, run.asked().asOf()));
        }
        return new Run(
                run.id(), run.asked(), run.state(), run.progress(), run.attempts(), all, run.reserved(), run.stamp());
    }

    /** Of a job that bounds its starts by nothing one can reach. */
    static Run beginning(Run run) {
        Asked asked = run.asked();
        Job boundless = Json.read(((ObjectNode) Json.tree(run.job())).put("maxPerHour", 1000), Job.class, "job");
        return new Run(
                run.id(),
                new Asked(
                        boundless,
                        asked.written(),
                        asked.slot(),
                        asked.function(),
                        asked.asOf(),
                        asked.novelty(),
                        asked.claim()),
                run.state(),
                run.progress(),
                run.attempts(),
                run.approvals(),
                run.stamp());
    }

    static Take boundless(Take take) {
        return new Take(take.day(), take.job(), take.more(), new TreeMap<>());
    }

    static Commit givingAllBack(Commit commit) {
        Run run = commit.run();
        List<Take> takes = new ArrayList<>(commit.takes());
        run.reserved()
                .ifPresent(held -> takes.addAll(
                        Take.of(held.day(), run.job().name(), Amounts.NONE.minus(held.held()), Map.of(), Map.of())));
        Run bare = new Run(
                run.id(), run.asked(), run.state(), run.progress(), run.attempts(), run.approvals(), run.stamp());
        return commit.writing(bare).taking(takes);
    }

    static Fact readAt(Fact fact, Instant at) {
        return new Fact(fact.key(), fact.task(), fact.job(), fact.question(), at, fact.expires(), fact.answer());
    }

    /** The commit, made to fit whatever version of the run is stored. */
    static Commit over(Commit commit, Optional<Run> stored) {
        long version = stored.map(run -> run.stamp().version()).orElse(0L) + 1;
        return of(commit, stamped(commit.run(), version, commit.run().stamp().writeId()));
    }
}

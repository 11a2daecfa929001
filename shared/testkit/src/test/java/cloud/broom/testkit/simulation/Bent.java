package cloud.broom.testkit.simulation;

import cloud.broom.fact.Fact;
import cloud.broom.run.Commit;
import cloud.broom.run.Run;
import cloud.broom.run.Stamp;
import cloud.broom.run.State;
import java.time.Instant;
import java.util.Optional;

/** Runs and commits with one thing about them changed. */
final class Bent {
    private Bent() {}

    static Run stamped(Run run, long version, String writeId) {
        Stamp stamp = new Stamp(version, run.stamp().fence(), writeId);
        return new Run(run.id(), run.asked(), run.state(), run.progress(), run.attempts(), stamp);
    }

    static Run in(Run run, State state) {
        return new Run(run.id(), run.asked(), state, run.progress(), run.attempts(), run.stamp());
    }

    static Commit of(Commit commit, Run run) {
        return new Commit(run, commit.place(), commit.history(), commit.notices(), commit.orders());
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

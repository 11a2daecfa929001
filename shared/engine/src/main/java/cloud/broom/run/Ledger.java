package cloud.broom.run;

import cloud.broom.call.Invocation;
import cloud.broom.job.RunId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes a run and finds out what became of the write. */
final class Ledger {
    static final int TRIES = 8;
    private static final int WRITE_ID_BYTES = 8;

    private final Runs runs;
    private final Invocation here;

    Ledger(Runs runs, Invocation here) {
        this.runs = runs;
        this.here = here;
    }

    String writeId() {
        return draw(here);
    }

    static String draw(Invocation here) {
        byte[] bytes = new byte[WRITE_ID_BYTES];
        here.chance().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Writes over an existing run. A condition that failed on this very write is a lost response; a conflict that left the
     * record as it was decides nothing and is tried again.
     *
     * @param commit made anew for each try, since what stands beside the run may have changed; always with the same stamp
     * @return empty if it is written, else the record that stands instead
     */
    Optional<Run> overwrite(Supplier<Commit> commit) {
        for (int i = 0; i < TRIES; i++) {
            Commit tried = commit.get();
            Optional<Run> instead = attempt(tried);
            if (instead.filter(stored -> isBefore(stored, tried)).isEmpty()) {
                return instead;
            }
        }
        throw hindered();
    }

    /**
     * Writes over an existing run unless what hinders it is there to stay.
     *
     * @param hindrance asked when a conflict left the record as it was: why it is no use to try again
     * @return empty if it is written, else that
     * @throws LeaseLost if another invocation has taken the run
     */
    <T> Optional<T> overwrite(Commit commit, Supplier<Optional<T>> hindrance) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Run> instead = attempt(commit);
            if (instead.isEmpty()) {
                return Optional.empty();
            }
            if (!isBefore(instead.get(), commit)) {
                throw new LeaseLost(commit.run().id());
            }
            Optional<T> why = hindrance.get();
            if (why.isPresent()) {
                return why;
            }
        }
        throw hindered();
    }

    /** The record that stands instead; empty if it is written, by this try or by the one before. */
    private Optional<Run> attempt(Commit commit) {
        if (runs.commit(commit) == Runs.Written.DONE) {
            return Optional.empty();
        }
        RunId id = commit.run().id();
        String mine = commit.run().stamp().writeId();
        Run stored = runs.find(id).orElseThrow(() -> new LeaseLost(id));
        return Optional.of(stored).filter(run -> !run.stamp().writeId().equals(mine));
    }

    private static boolean isBefore(Run stored, Commit commit) {
        return stored.stamp().version() == commit.run().stamp().version() - 1;
    }

    private static StoreUnavailable hindered() {
        return new StoreUnavailable(
                "a run could not be written in " + TRIES + " tries: other writes kept getting in the way");
    }
}

package cloud.broom.run;

import cloud.broom.call.Invocation;
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
            if (runs.commit(tried) == Runs.Written.DONE) {
                return Optional.empty();
            }
            Stamp mine = tried.run().stamp();
            Run stored = runs.find(tried.run().id())
                    .orElseThrow(() -> new LeaseLost(tried.run().id()));
            if (stored.stamp().writeId().equals(mine.writeId())) {
                return Optional.empty();
            }
            if (stored.stamp().version() != mine.version() - 1) {
                return Optional.of(stored);
            }
        }
        throw new StoreUnavailable(
                "a run could not be written in " + TRIES + " tries: other writes kept getting in the way");
    }
}

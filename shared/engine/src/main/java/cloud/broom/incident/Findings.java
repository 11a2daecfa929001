package cloud.broom.incident;

import cloud.broom.job.Alerting;
import cloud.broom.notice.Alert;
import cloud.broom.retry.ErrorName;
import java.util.List;
import java.util.Optional;

/**
 * Whether a run found what its job usually finds. To find nothing is an error nobody sees, since nothing fails: a prefix was renamed,
 * or a permission now hides what used to be listed. Runs of a mode are compared with each other only.
 *
 * @param before the runs before it, newest last
 */
record Findings(Finish run, List<Finish> before) {
    /** So many runs in a row that find nothing are trouble, if the one before them found something. */
    private static final int NOTHING_RUNS = 5;

    /** More than so many times the median of the runs before is unusual. */
    private static final int TIMES_USUAL = 10;

    /** What is usual is told from so many runs at least. */
    private static final int USUAL_RUNS = 5;

    /** Less than so many is never unusual. */
    private static final int LEAST = 100;

    Findings {
        before = List.copyOf(before);
    }

    /**
     * What is wrong with what it found. That there is nothing any more is said once, of the run that makes the row full: whoever has
     * looked into it and found it right is not to be told again by each further one.
     */
    Optional<Trouble> trouble() {
        return nothing().or(this::unusual);
    }

    /** Whether it found something, so that to find nothing is over. */
    boolean something() {
        return run.found() > 0;
    }

    /** Whether it found no more than is usual. */
    boolean usual() {
        return unusual().isEmpty();
    }

    private Optional<Trouble> nothing() {
        int first = before.size() - NOTHING_RUNS;
        if (something() || first < 0 || before.get(first).found() == 0) {
            return Optional.empty();
        }
        boolean row = before.stream().skip(first + 1L).allMatch(one -> one.found() == 0);
        return Optional.of(before.get(first))
                .filter(last -> row)
                .map(last -> of(
                        ErrorName.FINDS_NOTHING,
                        "found nothing in %d runs in a row, of %,d looked at in this one (%,d found on %s)"
                                .formatted(NOTHING_RUNS, run.scanned(), last.found(), last.at())));
    }

    private Optional<Trouble> unusual() {
        if (before.size() < USUAL_RUNS || run.found() < LEAST) {
            return Optional.empty();
        }
        return Optional.of(median())
                .filter(usual -> run.found() > usual * TIMES_USUAL)
                .map(usual -> of(
                        ErrorName.FINDS_UNUSUAL,
                        "found %,d, more than %d times the usual %,d (median of the last %d runs)"
                                .formatted(run.found(), TIMES_USUAL, usual, before.size())));
    }

    private long median() {
        List<Long> found = before.stream().map(Finish::found).sorted().toList();
        return found.get(found.size() / 2);
    }

    private Trouble of(ErrorName error, String reason) {
        return new Trouble(
                run.mode(), error, Alerting.About.ANOMALY, Alert.Severity.WARNING, reason, Optional.of(run.run()));
    }
}

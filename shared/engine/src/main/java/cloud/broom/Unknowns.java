package cloud.broom;

import cloud.broom.task.Candidate;
import cloud.broom.task.Evidence;
import cloud.broom.task.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** Why resources could not be judged: the first few reasons of a run, as notes, which its alert and its answer carry. */
final class Unknowns {
    private static final String SAYS = "UNKNOWN: ";
    private static final int REASONS = 3;
    private static final int REASON_CHARS = 300;

    private Unknowns() {}

    /**
     * The reasons to be added.
     *
     * @param said the run's notes so far
     */
    static <R> List<String> notes(List<Candidate<R>> judged, List<String> said) {
        List<String> known = said.stream().filter(note -> note.startsWith(SAYS)).toList();
        return judged.stream()
                .filter(candidate -> candidate.verdict() == Verdict.UNKNOWN)
                .flatMap(Unknowns::reasons)
                .filter(reason -> !known.contains(reason))
                .distinct()
                .limit(Math.max(0, REASONS - known.size()))
                .toList();
    }

    private static <R> Stream<String> reasons(Candidate<R> candidate) {
        return candidate.evidence().isEmpty()
                ? Stream.of(SAYS + "nothing was tried")
                : candidate.evidence().stream()
                        .filter(evidence -> evidence.verdict() == Verdict.UNKNOWN)
                        .map(Unknowns::reason);
    }

    private static String reason(Evidence evidence) {
        String reason = SAYS + evidence.predicate() + ": " + evidence.seen();
        return reason.length() > REASON_CHARS ? reason.substring(0, REASON_CHARS) + "..." : reason;
    }
}

package cloud.broom;

import cloud.broom.job.Job;
import cloud.broom.task.Evidence;
import cloud.broom.task.Usd;
import cloud.broom.task.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was made of one resource; of none if it was not found. */
record Judged(
        Optional<Verdict> verdict,
        List<Evidence> evidence,
        Optional<Spared> spared,
        Optional<Instant> goesAt,
        long bytes,
        Usd monthly) {
    static final Judged NOTHING =
            new Judged(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), 0, Usd.ZERO);

    Explanation of(Job job, String resource, List<String> stopped) {
        return new Explanation(
                job.name(),
                job.task(),
                resource,
                fate(),
                evidence,
                spared.map(Spared::note),
                goesAt,
                stopped,
                job.limits(),
                bytes,
                monthly);
    }

    private Explanation.Fate fate() {
        Optional<Explanation.Fate> left =
                spared.map(why -> why.exempt() ? Explanation.Fate.STAYS : Explanation.Fate.UNKNOWN);
        return left.or(() -> verdict.map(Judged::fate)).orElse(Explanation.Fate.NOT_FOUND);
    }

    private static Explanation.Fate fate(Verdict verdict) {
        return switch (verdict) {
            case YES -> Explanation.Fate.GOES;
            case NO -> Explanation.Fate.STAYS;
            case UNKNOWN -> Explanation.Fate.UNKNOWN;
        };
    }
}

package cloud.broom.task;

import java.util.List;

/** A resource with its evidence. It qualifies only if every predicate says YES; without any predicate it does not. */
public record Candidate<R>(R resource, List<Evidence> evidence) {
    public Candidate {
        evidence = List.copyOf(evidence);
    }

    public Verdict verdict() {
        return evidence.stream().map(Evidence::verdict).reduce(Verdict::and).orElse(Verdict.UNKNOWN);
    }
}

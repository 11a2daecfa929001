package cloud.broom.task;

import java.util.List;
import java.util.stream.Stream;

/** A resource with its evidence. It qualifies only if every predicate says YES; without any predicate it does not. */
public record Candidate<R>(R resource, List<Evidence> evidence) {
    public Candidate {
        evidence = List.copyOf(evidence);
    }

    /** The same resource with one more piece of evidence. */
    public Candidate<R> with(Evidence more) {
        return new Candidate<>(
                resource, Stream.concat(evidence.stream(), Stream.of(more)).toList());
    }

    public Verdict verdict() {
        return evidence.stream().map(Evidence::verdict).reduce(Verdict::and).orElse(Verdict.UNKNOWN);
    }
}

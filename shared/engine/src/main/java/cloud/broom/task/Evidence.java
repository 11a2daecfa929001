package cloud.broom.task;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * One predicate's verdict on one resource, with the value it was formed on.
 *
 * @param predicate the parameter or rule that was tried: {@code olderThan}
 * @param seen the value it saw, as a person would read it; for UNKNOWN why it could not be seen
 */
public record Evidence(String predicate, Verdict verdict, String seen) {
    public static Evidence of(String predicate, boolean holds, Object seen) {
        return new Evidence(predicate, Verdict.of(holds), String.valueOf(seen));
    }

    public static Evidence unknown(String predicate, String why) {
        return new Evidence(predicate, Verdict.UNKNOWN, why);
    }

    /** Whether all hold, after Kleene; of none nothing is known, so that an empty list never lets anything go. */
    public static Evidence all(String predicate, List<Evidence> parts) {
        return composed(predicate, parts, Verdict::and);
    }

    /** Whether any holds, after Kleene; of none nothing is known. */
    public static Evidence any(String predicate, List<Evidence> parts) {
        return composed(predicate, parts, Verdict::or);
    }

    /** The opposite of another, on the same value. */
    public static Evidence not(String predicate, Evidence other) {
        return new Evidence(predicate, other.verdict.not(), other.told());
    }

    private static Evidence composed(String predicate, List<Evidence> parts, BinaryOperator<Verdict> rule) {
        return parts.stream()
                .map(Evidence::verdict)
                .reduce(rule)
                .map(verdict -> new Evidence(
                        predicate, verdict, parts.stream().map(Evidence::told).collect(Collectors.joining("; "))))
                .orElseGet(() -> unknown(predicate, "there is nothing to tell it by"));
    }

    private String told() {
        return predicate + " " + verdict + ": " + seen;
    }
}

package cloud.broom.task;

/** What is known of a predicate. Three-valued after Kleene: what could not be read is UNKNOWN, and only YES is acted on. */
public enum Verdict {
    YES,
    NO,
    UNKNOWN;

    /** NO if either is NO, else UNKNOWN if either is, else YES. */
    public Verdict and(Verdict other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
    }

    public static Verdict of(boolean holds) {
        return holds ? YES : NO;
    }
}

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

    /** YES if either is YES, else UNKNOWN if either is, else NO. */
    public Verdict or(Verdict other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
    }

    /** The other of YES and NO; of UNKNOWN nothing else is known either. */
    public Verdict not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    public static Verdict of(boolean holds) {
        return holds ? YES : NO;
    }
}

package cloud.broom.task;

import cloud.broom.retry.ErrorName;
import java.util.Optional;

/**
 * What became of one planned item.
 *
 * @param error why it failed; present if and only if it is FAILED
 * @param detail for a reader: the service's message, or why it was left alone
 */
public record Outcome(Kind kind, Optional<ErrorName> error, String detail) {
    public enum Kind {
        /** Acted on. */
        DONE,
        /** It was already gone: as good as done. */
        GONE,
        /** It is no longer what was planned, and was left alone. */
        CHANGED,
        /** Left alone for a stated reason. */
        SKIPPED,
        FAILED
    }

    public Outcome {
        if (error.isPresent() != (kind == Kind.FAILED)) {
            throw new IllegalArgumentException(
                    "an outcome has an error if it is FAILED, and only then: " + kind + " " + error);
        }
    }

    public static Outcome done() {
        return new Outcome(Kind.DONE, Optional.empty(), "");
    }

    public static Outcome gone() {
        return new Outcome(Kind.GONE, Optional.empty(), "");
    }

    public static Outcome changed(String detail) {
        return new Outcome(Kind.CHANGED, Optional.empty(), detail);
    }

    public static Outcome skipped(String reason) {
        return new Outcome(Kind.SKIPPED, Optional.empty(), reason);
    }

    public static Outcome failed(ErrorName error, String detail) {
        return new Outcome(Kind.FAILED, Optional.of(error), detail);
    }
}

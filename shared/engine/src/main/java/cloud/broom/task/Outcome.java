package cloud.broom.task;

import cloud.broom.retry.ErrorName;
import java.util.Optional;

/**
 * What became of one planned item.
 *
 * @param error why it failed; present if and only if it is FAILED
 * @param detail for a reader: the service's message, or why it was left alone
 * @param receipt what the service gave by which the act can be found again and undone: a delete marker's version id
 */
public record Outcome(Kind kind, Optional<ErrorName> error, String detail, Optional<String> receipt) {
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
        return of(Kind.DONE, "");
    }

    /** Acted on, in a way that the receipt lets one find again. */
    public static Outcome done(String receipt) {
        return new Outcome(Kind.DONE, Optional.empty(), "", Optional.of(receipt));
    }

    public static Outcome gone() {
        return of(Kind.GONE, "");
    }

    public static Outcome changed(String detail) {
        return of(Kind.CHANGED, detail);
    }

    public static Outcome skipped(String reason) {
        return of(Kind.SKIPPED, reason);
    }

    public static Outcome failed(ErrorName error, String detail) {
        return new Outcome(Kind.FAILED, Optional.of(error), detail, Optional.empty());
    }

    private static Outcome of(Kind kind, String detail) {
        return new Outcome(kind, Optional.empty(), detail, Optional.empty());
    }
}

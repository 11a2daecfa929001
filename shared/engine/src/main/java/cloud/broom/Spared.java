package cloud.broom;

import cloud.broom.control.Exemption;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a resource that qualifies is left alone after all: it is the stack's own, it is exempt, or it cannot be known whether it is.
 *
 * @param outcome what becomes of it if it was planned: an error is tried again as any other of an item is
 * @param note what the run says of it
 */
record Spared(Outcome outcome, String note) {
    static final String EXEMPT = "exempt by ";
    static final String UNKNOWN = "not known whether exempt, so left alone: ";

    /** By something that holds until an instant, or for good. */
    static Spared exempt(String by, Optional<Instant> until, Instant now) {
        String why = by
                + until.filter(end -> end.isBefore(now.plus(Exemption.SOON)))
                        .map(end -> ", expires soon: " + end)
                        .orElse("");
        return new Spared(Outcome.skipped("exempt: " + why), EXEMPT + why);
    }

    static Spared unknown(ErrorName error, String why) {
        return new Spared(Outcome.failed(error, why), UNKNOWN + why);
    }

    static Spared own(String reason) {
        return new Spared(Outcome.skipped(reason), reason);
    }

    boolean exempt() {
        return outcome.kind() == Outcome.Kind.SKIPPED;
    }
}

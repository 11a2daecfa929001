package cloud.broom;

import cloud.broom.control.Exemption;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a resource that qualifies is left alone after all: it is exempt, or it cannot be known whether it is.
 *
 * @param unknown the error that keeps it from being known
 */
record Spared(Optional<ErrorName> unknown, String why) {
    /** By something that holds until an instant, or for good. */
    static Spared exempt(String by, Optional<Instant> until, Instant now) {
        String soon = until.filter(end -> end.isBefore(now.plus(Exemption.SOON)))
                .map(end -> ", expires soon: " + end)
                .orElse("");
        return new Spared(Optional.empty(), by + soon);
    }

    static Spared unknown(ErrorName error, String why) {
        return new Spared(Optional.of(error), why);
    }

    boolean exempt() {
        return unknown.isEmpty();
    }

    /** What becomes of it if it was planned: an error is tried again as any other of an item is. */
    Outcome outcome() {
        return unknown.map(error -> Outcome.failed(error, why)).orElseGet(() -> Outcome.skipped("exempt: " + why));
    }
}

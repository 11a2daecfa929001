package cloud.broom.run;

import cloud.broom.plan.Amounts;
import java.time.LocalDate;

/**
 * What a run has taken of a UTC day's limits and not spent yet. What it acts on is spent, and no longer held; what it may have
 * acted on without learning so is in doubt, and is not given back before it is settled.
 *
 * @param held at least what is in doubt
 */
public record Reservation(LocalDate day, Amounts held, Amounts doubt) {
    public Reservation {
        if (!doubt.within(held).equals(doubt)) {
            throw new IllegalArgumentException("more is in doubt than held: " + doubt + " > " + held);
        }
    }

    public static Reservation none(LocalDate day) {
        return new Reservation(day, Amounts.NONE, Amounts.NONE);
    }

    public Reservation plus(Amounts more) {
        return new Reservation(day, held.plus(more), doubt);
    }

    Reservation spent(Amounts effect) {
        Amounts left = held.beyond(effect);
        return new Reservation(day, left, doubt.within(left));
    }

    /** An act on so much failed in a way that leaves open whether it happened. */
    Reservation doubting(Amounts acted) {
        return new Reservation(day, held, doubt.plus(acted.beyond(doubt)).within(held));
    }

    /** An invocation died without a word: it may have acted on anything. */
    Reservation doubtingAll() {
        return new Reservation(day, held, held);
    }

    /** Everything that was acted on has its outcome. */
    Reservation settled() {
        return new Reservation(day, held, Amounts.NONE);
    }

    /** What can be given back. */
    public Amounts unspent() {
        return held.minus(doubt);
    }
}

package cloud.broom.run;

import cloud.broom.plan.Amounts;

/** What is taken of a day's limits: reserved by runs that move, or spent. */
public record Taken(Amounts byJob, Amounts byStack) {
    public static final Taken NONE = new Taken(Amounts.NONE, Amounts.NONE);

    /** Without what one run holds of it. */
    public Taken without(Amounts held) {
        return new Taken(byJob.minus(held), byStack.minus(held));
    }
}

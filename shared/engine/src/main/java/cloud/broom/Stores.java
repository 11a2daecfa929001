package cloud.broom;

import cloud.broom.fact.Facts;
import cloud.broom.fact.Marks;
import cloud.broom.plan.Parts;
import cloud.broom.run.Runs;

/** Where a function keeps what its runs are, what they plan and do, what they look up, and what they have marked. */
public record Stores(Runs runs, Parts parts, Facts facts, Marks marks) {
    /** Stores that keep no marks: what would have to be marked is never due. */
    public Stores(Runs runs, Parts parts, Facts facts) {
        this(runs, parts, facts, Marks.NONE);
    }
}

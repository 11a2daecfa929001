package cloud.broom;

import cloud.broom.control.Controls;
import cloud.broom.fact.Facts;
import cloud.broom.fact.Marks;
import cloud.broom.notice.Notices;
import cloud.broom.plan.Parts;
import cloud.broom.run.Runs;

/**
 * Where a function keeps what its runs are, what there is to tell of them, what they plan and do, what they look up, what people say
 * of all of them, and what they have marked.
 */
public record Stores(Runs runs, Notices notices, Parts parts, Facts facts, Controls controls, Marks marks) {
    /** Stores without a kill switch and exemptions, and without marks: what would have to be marked is never due. */
    public Stores(Runs runs, Notices notices, Parts parts, Facts facts) {
        this(runs, notices, parts, facts, Controls.NONE, Marks.NONE);
    }
}

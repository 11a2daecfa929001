package cloud.broom;

import cloud.broom.control.Controls;
import cloud.broom.fact.Facts;
import cloud.broom.plan.Parts;
import cloud.broom.run.Runs;

/** Where a function keeps what its runs are, what they plan and do, what they look up, and what people say of all of them. */
public record Stores(Runs runs, Parts parts, Facts facts, Controls controls) {
    /** Stores without a kill switch and without exemptions. */
    public Stores(Runs runs, Parts parts, Facts facts) {
        this(runs, parts, facts, Controls.NONE);
    }
}

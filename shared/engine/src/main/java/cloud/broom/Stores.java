package cloud.broom;

import cloud.broom.fact.Facts;
import cloud.broom.plan.Parts;
import cloud.broom.run.Runs;

/** Where a function keeps what its runs are, what they plan and do, and what they look up. */
public record Stores(Runs runs, Parts parts, Facts facts) {}

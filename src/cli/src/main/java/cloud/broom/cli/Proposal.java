package cloud.broom.cli;

import cloud.broom.approval.Decision;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Sizes;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Records;
import cloud.broom.plan.Digest;
import cloud.broom.plan.Planned;
import cloud.broom.plan.Totals;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The plan of a run that waits for a person, as they named it. */
record Proposal(Run run) {
    private static final Pattern NAMED = Pattern.compile("[0-9a-f]{8,64}");

    /**
     * Makes sure that they mean the plan there is.
     *
     * @param named the plan's digest, or its first digits: enough to tell it from a plan that was looked at earlier
     * @throws Trouble if it is another plan, or no longer waits
     */
    static Proposal of(Run run, String named) {
        String meant = named.toLowerCase(Locale.ROOT);
        if (!NAMED.matcher(meant).matches()) {
            throw Trouble.refused(
                    "'" + named + "' is not the digest of a plan: 64 hex digits, or the first 8 or more",
                    "broom show " + run.id() + " tells it.");
        }
        if (!run.parked() && !(run.state() instanceof Running)) {
            throw Trouble.refused(
                    "run " + run.id() + " is " + run.state().status() + ": it waits for nobody's approval", "");
        }
        Proposal proposal = new Proposal(run);
        if (!proposal.plan().hex().startsWith(meant)) {
            throw Trouble.refused(
                    "run " + run.id() + " has the plan " + proposal.plan() + ", not " + named,
                    "Look at it again: broom show " + run.id());
        }
        return proposal;
    }

    Digest plan() {
        return run.progress().digest();
    }

    /** What would go, before it does. */
    List<String> lines(Decision what, Records from, int items) {
        Totals totals = run.progress().totals();
        List<String> lines = new ArrayList<>();
        lines.add((what == Decision.APPROVE ? "To be approved: " : "To be rejected: ") + totals.found() + " items of "
                + run.job().name() + ", " + Sizes.of(totals.bytes()) + ", about " + totals.monthly() + " a month; "
                + totals.irreversible() + " of them cannot be brought back.");
        if (!run.state().reason().isEmpty()) {
            lines.add("Why it waits: " + Plain.text(run.state().reason()));
        }
        run.progress().notes().forEach(note -> lines.add("Note: " + Plain.text(note)));
        lines.add("Plan " + plan());
        List<Planned> first = Detail.planned(run, from, items);
        if (!first.isEmpty()) {
            lines.add("");
            lines.addAll(Detail.table(first).lines());
        }
        lines.add("");
        return lines;
    }

    /** How many more principals have to approve it; none if it waits for nobody. */
    long missing() {
        return run.parked()
                ? Math.max(0, run.job().approval().approvers() - run.approvals().of(plan()))
                : 0;
    }
}

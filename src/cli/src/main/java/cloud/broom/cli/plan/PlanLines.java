package cloud.broom.cli.plan;

import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Sizes;
import cloud.broom.cli.screen.Table;
import cloud.broom.plan.Planned;
import cloud.broom.task.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plans and their differences as a person reads them. */
public final class PlanLines {
    private final Screen screen;

    public PlanLines(Screen screen) {
        this.screen = screen;
    }

    /** What a plan comes to. */
    public List<String> of(Outline plan) {
        List<String> lines = new ArrayList<>();
        section(lines, "By reason", table("REASON", plan.byReason()));
        section(lines, "By reversibility", table("CAN IT BE UNDONE", plan.byReversibility()));
        if (plan.most().isPresent()) {
            section(lines, "Most of it", table("WHERE", plan.byPlace()));
        }
        if (!plan.samples().isEmpty()) {
            section(lines, "The first " + plan.samples().size(), samples(plan.samples()));
        }
        return lines;
    }

    /** How a plan differs from an earlier one. */
    public List<String> of(Drift drift) {
        List<String> lines = new ArrayList<>();
        Table sums = new Table("", "ITEMS", "SIZE", "A MONTH");
        sums.row(
                "only in this plan",
                drift.added().all().items(),
                size(drift.added()),
                drift.added().all().monthly());
        sums.row(
                "only in the earlier",
                drift.gone().all().items(),
                size(drift.gone()),
                drift.gone().all().monthly());
        lines.addAll(sums.lines());
        lines.add("In both: " + drift.both());
        if (drift.added().most().isPresent()) {
            section(lines, "Most of what is new", table("WHERE", drift.added().byPlace()));
        }
        listed(lines, "New, the first ", drift.added().samples());
        listed(lines, "No more, the first ", drift.gone().samples());
        return lines;
    }

    private void listed(List<String> lines, String heading, List<Planned> items) {
        if (!items.isEmpty()) {
            section(lines, heading + items.size(), samples(items));
        }
    }

    private void section(List<String> lines, String heading, Table table) {
        lines.add("");
        lines.add(screen.paint(Paint.BOLD, heading));
        lines.addAll(table.lines());
    }

    private static String size(Outline plan) {
        return Sizes.of(plan.all().bytes());
    }

    private static Table table(String heading, Map<?, Share> shares) {
        Table table = new Table(heading, "ITEMS", "SIZE", "A MONTH");
        shares.forEach((key, share) -> table.row(
                key.toString().isEmpty() ? "(elsewhere)" : key,
                share.items(),
                Sizes.of(share.bytes()),
                share.monthly()));
        return table;
    }

    private static Table samples(List<Planned> items) {
        Table table = new Table("ITEM", "SIZE", "WHY");
        items.forEach(item -> table.row(
                item.id(),
                Sizes.of(item.bytes()),
                item.evidence().stream().map(PlanLines::because).collect(Collectors.joining(", "))));
        return table;
    }

    private static String because(Evidence evidence) {
        return evidence.predicate() + " " + evidence.verdict() + " (" + evidence.seen() + ")";
    }
}

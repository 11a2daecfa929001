package cloud.broom.cli;

import cloud.broom.approval.Approvals;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Sizes;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Records;
import cloud.broom.plan.OutcomePart;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Planned;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Entry;
import cloud.broom.run.Order;
import cloud.broom.run.Run;
import cloud.broom.task.CallCounts;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a run left behind, as far as a person wants to see it at once.
 *
 * @param calls how many requests the task has made, by operation
 * @param parts where all of it is: the prefix of its parts
 * @param orders what it was told and has not heard yet; those it has heard stand in its history
 * @param approvals whoever has approved a plan of it
 * @param planned the first planned items, each with its evidence
 * @param failed the first items that failed
 * @param unread why parts could not be read, if so; the record tells the rest without them
 */
record Detail(
        String parts,
        CallCounts calls,
        List<Entry> history,
        List<Order> orders,
        List<Approvals.Given> approvals,
        List<Planned> planned,
        List<OutcomePart.Result> failed,
        List<String> unread) {
    /** A run may have thousands of parts; a glance does not read them all. */
    private static final int PARTS_READ = 20;

    static Detail of(Run run, Records from, int items) {
        String first = run.planPart(1);
        String parts = "s3://" + from.bucket() + "/" + first.substring(0, first.indexOf("plan/"));
        CallCounts calls = run.progress().calls();
        List<Entry> history = from.history(run.id());
        List<Order> orders = from.orders(run.id());
        List<Approvals.Given> approvals = run.approvals().given();
        try {
            List<OutcomePart.Result> failed =
                    run.progress().totals().failed() == 0 ? List.of() : failed(run, from, items);
            return new Detail(parts, calls, history, orders, approvals, planned(run, from, items), failed, List.of());
        } catch (Trouble unreadable) {
            return new Detail(
                    parts,
                    calls,
                    history,
                    orders,
                    approvals,
                    List.of(),
                    List.of(),
                    List.of(String.valueOf(unreadable.getMessage())));
        }
    }

    List<String> lines(Screen screen) {
        List<String> lines = new ArrayList<>();
        section(lines, screen, "History", historyTable(), !history.isEmpty());
        section(lines, screen, "Calls", callTable(), !calls.byOperation().isEmpty());
        section(lines, screen, "Orders not heard yet", orderTable(), !orders.isEmpty());
        section(lines, screen, "Approvals", approvalTable(), !approvals.isEmpty());
        section(lines, screen, "Planned, the first " + planned.size(), table(planned), !planned.isEmpty());
        section(lines, screen, "Failed, the first " + failed.size(), failedTable(), !failed.isEmpty());
        lines.add("");
        unread.forEach(reason -> lines.add(screen.paint(Paint.YELLOW, "Not shown: ") + Plain.text(reason)));
        lines.add("Plan and outcomes: " + parts);
        return lines;
    }

    private static void section(List<String> lines, Screen screen, String heading, Table table, boolean any) {
        if (any) {
            lines.add("");
            lines.add(screen.paint(Paint.BOLD, heading));
            lines.addAll(table.lines());
        }
    }

    private Table historyTable() {
        Table table = new Table("AT", "WHAT", "NOTE");
        history.forEach(entry -> table.row(entry.at().truncatedTo(ChronoUnit.MILLIS), entry.what(), entry.note()));
        return table;
    }

    private Table callTable() {
        Table table = new Table("OPERATION", "REQUESTS");
        calls.byOperation().forEach(table::row);
        return table;
    }

    private Table orderTable() {
        Table table = new Table("SINCE", "ORDER", "BY");
        orders.forEach(order -> table.row(order.at().truncatedTo(ChronoUnit.MILLIS), order.kind(), order.by()));
        return table;
    }

    private Table approvalTable() {
        Table table = new Table("SIGNED", "BY", "PLAN");
        approvals.forEach(given -> table.row(given.at(), given.by(), given.digest()));
        return table;
    }

    /** Planned items, each with the evidence for it. */
    static Table table(List<Planned> planned) {
        Table table = new Table("ITEM", "SIZE", "WHY");
        planned.forEach(item -> table.row(
                item.id(),
                Sizes.of(item.bytes()),
                item.evidence().stream().map(Detail::because).collect(Collectors.joining(", "))));
        return table;
    }

    private Table failedTable() {
        Table table = new Table("ITEM", "ERROR", "DETAIL");
        failed.forEach(result -> table.row(
                result.id(),
                result.outcome().error().map(ErrorName::name).orElse(""),
                result.outcome().detail()));
        return table;
    }

    private static String because(Evidence evidence) {
        return evidence.predicate() + " " + evidence.verdict() + " (" + evidence.seen() + ")";
    }

    /** The first planned items of a run. */
    static List<Planned> planned(Run run, Records from, int items) {
        List<Planned> first = new ArrayList<>();
        for (int part = 1; part <= run.progress().parts() && first.size() < items; part++) {
            String name = run.planPart(part);
            from.part(name).stream()
                    .flatMap(stored -> PlanPart.decode(stored, name).items().stream())
                    .limit((long) items - first.size())
                    .forEach(first::add);
        }
        return List.copyOf(first);
    }

    private static List<OutcomePart.Result> failed(Run run, Records from, int items) {
        return IntStream.rangeClosed(1, Math.min(PARTS_READ, run.progress().parts()))
                .boxed()
                .flatMap(part -> outcomes(run, from, part))
                .flatMap(part -> part.results().stream())
                .filter(result -> result.outcome().kind() == Outcome.Kind.FAILED)
                .limit(items)
                .toList();
    }

    /** The record does not count the stretches of a part that is done with: they are read until there is none. */
    private static Stream<OutcomePart> outcomes(Run run, Records from, int part) {
        return Stream.iterate(1, stretch -> stretch + 1)
                .map(stretch -> run.outcomePart(part, stretch))
                .map(name -> from.part(name).map(stored -> OutcomePart.decode(stored, name)))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream);
    }
}

package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Records;
import cloud.broom.incident.Incident;
import cloud.broom.json.Json;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Timetable;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "ls",
        description = {
            "Lists the schedules that the watchdog looks after: how each stands, when it fires next, when a slot was last",
            "missed. One that was just made is seen within five minutes."
        },
        mixinStandardHelpOptions = true)
final class ScheduleListCommand implements Callable<Integer> {
    private static final int FIRES = 2;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    ScheduleListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<Line> lines;
        try (Deployment deployment = stack.find(shell)) {
            Records records = deployment.records();
            lines = records.timetables().stream()
                    .sorted(Comparator.comparing(known -> known.job().name().value()))
                    .map(known -> new Line(known, lastMissed(known, records)))
                    .toList();
        }
        if (output.json()) {
            ObjectNode root = Json.object();
            root.putArray("schedules");
            lines.forEach(line ->
                    root.withArray("schedules").add(line.json(shell.clock().instant())));
            shell.screen().line(root.toString());
        } else {
            show(lines, shell.screen());
        }
        return Exit.DONE.code();
    }

    private void show(List<Line> lines, Screen screen) {
        if (lines.isEmpty()) {
            screen.line("No schedule is known that calls a function of this stack.");
            screen.next("make one with the job as its input; the watchdog sees it within five minutes");
            return;
        }
        Table table = new Table("JOB", "SCHEDULE", "STATUS", "NEXT (UTC)", "LAST MISSED (UTC)");
        Instant now = shell.clock().instant();
        lines.forEach(line -> table.row(
                line.known.job().name(),
                line.known.firing(),
                line.known.status(),
                line.next(now).stream().map(Instant::toString).collect(Collectors.joining(", ")),
                line.missed
                        .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("-")));
        screen.lines(table.lines());
        screen.next("broom runs " + lines.get(0).known.job().name());
    }

    private static Optional<Instant> lastMissed(Timetable known, Records records) {
        return records.health(known.job().name())
                .of(known.job().mode(), ErrorName.MISSED)
                .map(Incident::last);
    }

    private record Line(Timetable known, Optional<Instant> missed) {
        List<Instant> next(Instant now) {
            return known.status() != Timetable.Status.ENABLED
                    ? List.of()
                    : Stream.iterate(known.nextAfter(now), Optional::isPresent, last -> last.flatMap(known::nextAfter))
                            .limit(FIRES)
                            .flatMap(Optional::stream)
                            .toList();
        }

        ObjectNode json(Instant now) {
            ObjectNode line = Json.object()
                    .put("job", known.job().name().value())
                    .put("schedule", known.schedule())
                    .put("expression", known.firing().expression())
                    .put("timezone", known.firing().timezone())
                    .put("status", known.status().name())
                    .put("accountedUpTo", known.upTo().toString())
                    .put("lastMissed", missed.map(Instant::toString).orElse(""));
            line.set("next", Json.tree(next(now)));
            return line;
        }
    }
}

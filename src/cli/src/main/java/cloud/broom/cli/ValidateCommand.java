package cloud.broom.cli;

import cloud.broom.cli.file.BroomFile;
import cloud.broom.cli.file.Entry;
import cloud.broom.cli.file.Timing;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        description = "Checks every job of a broom.yaml and lists all that is wrong; calls nothing.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private static final int FIRES = 3;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "<file>",
            defaultValue = "broom.yaml",
            description = "Default: ${DEFAULT-VALUE}")
    private Path path = Path.of("broom.yaml");

    ValidateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        BroomFile file = new JobFile(path).read();
        if (output.json()) {
            shell.screen().line(json(file).toString());
        } else if (file.problems().isEmpty()) {
            showJobs(file, shell.screen());
        } else {
            showProblems(file, shell.screen());
        }
        return (file.problems().isEmpty() ? Exit.DONE : Exit.REFUSED).code();
    }

    private void showJobs(BroomFile file, Screen screen) {
        screen.line(screen.paint(Paint.GREEN, "Nothing wrong") + " in " + Plain.text(path.toString()) + ": "
                + counted(file.entries().size(), "job"));
        screen.line();
        Table table = new Table("JOB", "TASK", "MODE", "SCHEDULE", "NEXT (UTC)");
        for (Entry entry : file.entries()) {
            table.row(
                    entry.job().name(),
                    entry.job().task(),
                    entry.job().mode(),
                    entry.timing()
                            .map(when -> when.expression() + " " + when.timezone())
                            .orElse("-"),
                    next(entry).stream().map(Instant::toString).collect(Collectors.joining(", ")));
        }
        screen.lines(table.lines());
        screen.next("broom run " + file.entries().get(0).job().name() + " -f " + Plain.word(path));
    }

    private void showProblems(BroomFile file, Screen screen) {
        screen.line(screen.paint(Paint.RED, counted(file.problems().size(), "problem")) + " in "
                + Plain.text(path.toString()));
        file.problems()
                .forEach(problem -> screen.line("  " + screen.paint(Paint.BOLD, Plain.text(problem.path())) + ": "
                        + Plain.text(problem.problem())));
        screen.next("mend them, then broom validate -f " + Plain.word(path));
    }

    private ObjectNode json(BroomFile file) {
        ObjectNode root = Json.object();
        root.put("file", path.toString());
        root.put("valid", file.problems().isEmpty());
        root.set("problems", Json.tree(file.problems()));
        file.entries().forEach(entry -> root.withArray("jobs")
                .addObject()
                .put("name", entry.job().name().value())
                .put("task", entry.job().task())
                .put("mode", entry.job().mode().toString())
                .put("schedule", entry.timing().map(Timing::expression).orElse(""))
                .put("timezone", entry.timing().map(Timing::timezone).orElse(""))
                .set("next", Json.tree(next(entry))));
        return root;
    }

    private List<Instant> next(Entry entry) {
        return entry.timing()
                .map(when -> when.next(shell.clock().instant(), FIRES))
                .orElse(List.of());
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}

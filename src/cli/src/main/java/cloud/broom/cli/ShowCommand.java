package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Records;
import cloud.broom.incident.Incident;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.run.Run;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Shows a run: how it stands, what it planned and why, what failed, who told it what, where all is kept.",
            "Ends with the exit code of the run's state."
        },
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(paramLabel = "<run>", description = "The run's id, as broom runs lists it")
    private String id = "";

    @Option(
            names = "--items",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "Show so many of the planned, and of the failed items; default: ${DEFAULT-VALUE}")
    private int items;

    ShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        RunId wanted = Names.run(id);
        try (Deployment deployment = stack.find(shell)) {
            Records records = deployment.records();
            Run run = records.known(wanted);
            Detail detail = Detail.of(run, records, items);
            List<Incident> open = records.health(run.job().name()).open();
            Optional<DayUse> today = DayUse.of(run.job(), records, shell.clock().instant());
            if (output.json()) {
                shell.screen().line(json(run, detail, today, open).toString());
            } else {
                show(run, detail, today, open, shell.screen());
            }
            return Exit.of(run.state().status()).code();
        }
    }

    private static ObjectNode json(Run run, Detail detail, Optional<DayUse> today, List<Incident> open) {
        ObjectNode root = Json.object();
        root.set("run", Json.tree(Answer.of(run)));
        root.set("spec", Json.tree(run.job()));
        root.set("detail", Json.tree(detail));
        today.ifPresent(use -> root.set("today", Json.tree(use)));
        root.set("incidents", Json.tree(open.stream().map(Incident::id).toList()));
        return root;
    }

    private static String named(Incident incident) {
        return "Incident " + incident.id() + " of the job is " + incident.state() + ": broom incidents show "
                + incident.id();
    }

    private static void show(Run run, Detail detail, Optional<DayUse> today, List<Incident> open, Screen screen) {
        screen.lines(new Told(screen).of(Answer.of(run)));
        today.ifPresent(use -> screen.line(use.line(run.job())));
        screen.lines(detail.lines(screen));
        open.forEach(one -> screen.line(named(one)));
        screen.next(
                run.parked()
                        ? "broom approve " + run.id() + " --digest "
                                + run.progress().digest()
                        : "broom runs " + run.job().name());
    }
}

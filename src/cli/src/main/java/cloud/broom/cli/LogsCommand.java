package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.LogLine;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.run.Run;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = {
            "Shows what a run has logged, in whichever invocations, oldest first.",
            "With -o json the lines are as the function wrote them, those that carry metrics among them."
        },
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    /** Clocks differ: a line may bear a time before that of its run's claim. */
    private static final Duration EARLIER = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(paramLabel = "<run>", description = "The run's id, as broom runs lists it")
    private String id = "";

    @Option(names = "--follow", description = "Go on until the run has ended, or waits for a person")
    private boolean follow;

    LogsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        RunId wanted = Names.run(id);
        try (Deployment deployment = stack.find(shell)) {
            Run run = deployment.records().known(wanted);
            Instant since = run.asked().asOf().minus(EARLIER);
            if (output.json()) {
                shell.screen().line(json(deployment.logs(run, since)).toString());
            } else {
                show(run, since, deployment);
            }
        }
        return Exit.DONE.code();
    }

    private void show(Run first, Instant since, Deployment deployment) {
        Set<String> shown = new HashSet<>();
        Run run = first;
        boolean moves = follow;
        while (moves) {
            moves = run.live() && !run.parked();
            news(deployment.logs(run, since), shown);
            if (moves) {
                shell.pause().hold(LOOK);
                run = deployment.records().known(run.id());
            }
        }
        if (!follow) {
            news(deployment.logs(run, since), shown);
        }
        if (shown.isEmpty()) {
            shell.screen().line("Nothing is logged of run " + run.id() + ", or not any more.");
        }
        shell.screen().next("broom show " + run.id());
    }

    private void news(List<LogLine> lines, Set<String> shown) {
        lines.stream()
                .filter(line -> !line.metrics() && shown.add(line.id()))
                .forEach(line -> show(line, shell.screen()));
    }

    private static void show(LogLine line, Screen screen) {
        screen.line("%s %-5s %s"
                .formatted(
                        line.at().truncatedTo(ChronoUnit.MILLIS),
                        Plain.text(line.level()),
                        Plain.text(line.message())));
        line.error().lines().forEach(trace -> screen.line("    " + Plain.text(trace.strip())));
    }

    private static ObjectNode json(List<LogLine> lines) {
        ObjectNode root = Json.object();
        ArrayNode list = root.putArray("lines");
        lines.forEach(line -> list.add(line.json()));
        return root;
    }
}

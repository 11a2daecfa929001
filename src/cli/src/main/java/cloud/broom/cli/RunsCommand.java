package cloud.broom.cli;

import cloud.broom.aws.RunLine;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "runs",
        description = "Lists the runs of a day, or of a job, newest first.",
        mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
    private static final int REASON_CHARS = 60;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(arity = "0..1", paramLabel = "<job>", description = "Only this job's, of whatever day")
    private Optional<String> job = Optional.empty();

    @Option(names = "--day", paramLabel = "<yyyy-mm-dd>", description = "A day in UTC; default: today")
    private Optional<LocalDate> day = Optional.empty();

    @Option(
            names = {"-n", "--most"},
            paramLabel = "<n>",
            defaultValue = "20",
            description = "At most so many; default: ${DEFAULT-VALUE}")
    private int most;

    RunsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (job.isPresent() && day.isPresent()) {
            throw Trouble.refused("both a job and --day are given", "Give one of them.");
        }
        if (most < 1) {
            throw Trouble.refused("-n " + most + " is less than 1", "");
        }
        LocalDate on = day.orElseGet(() -> LocalDate.ofInstant(shell.clock().instant(), ZoneOffset.UTC));
        try (Deployment deployment = stack.find(shell)) {
            List<RunLine> runs = job.map(name -> deployment.records().recent(Names.job(name), most))
                    .orElseGet(() -> deployment.records().onDay(on, most));
            if (output.json()) {
                ObjectNode root = Json.object();
                root.set("runs", Json.tree(runs));
                shell.screen().line(root.toString());
            } else {
                show(runs, job.map(name -> "of job " + name).orElse("on " + on + " (UTC)"), shell.screen());
            }
        }
        return Exit.DONE.code();
    }

    private static void show(List<RunLine> runs, String which, Screen screen) {
        if (runs.isEmpty()) {
            screen.line("No runs " + which + ".");
            screen.next("broom runs --day <yyyy-mm-dd>, or broom run <job>");
            return;
        }
        Table table = new Table("MADE (UTC)", "RUN", "MODE", "STATE", "REASON");
        runs.forEach(run -> table.row(
                run.createdAt().truncatedTo(ChronoUnit.SECONDS),
                run.id(),
                run.mode(),
                run.status(),
                run.reason().length() > REASON_CHARS ? run.reason().substring(0, REASON_CHARS) + "..." : run.reason()));
        screen.lines(table.lines());
        screen.next("broom show " + runs.get(0).id());
    }
}

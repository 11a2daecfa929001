package cloud.broom.cli;

import cloud.broom.Pauses;
import cloud.broom.call.Request;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Two commands: {@code broom pause} and {@code broom unpause}. */
@Command(mixinStandardHelpOptions = true)
final class TellJobCommand implements Callable<Integer> {
    private final Shell shell;
    private final Request.OfJob.What what;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(paramLabel = "<job>", description = "The job's name; the stack has run it before")
    private String job = "";

    private TellJobCommand(Shell shell, Request.OfJob.What what) {
        this.shell = shell;
        this.what = what;
    }

    /** The command by which a job is told that. */
    static CommandLine of(Shell shell, Request.OfJob.What what) {
        CommandLine command = new CommandLine(new TellJobCommand(shell, what));
        command.getCommandSpec()
                .name(what.name().toLowerCase(Locale.ROOT))
                .usageMessage()
                .description(does(what), TellRunCommand.CLAIMED);
        return command;
    }

    private static String does(Request.OfJob.What what) {
        return switch (what) {
            case PAUSE ->
                "Pauses a job: its slots are recorded as SKIPPED, its runs that move or wait for their turn are"
                        + " CANCELLED.";
            case UNPAUSE -> "Lets a paused job's slots start runs again.";
        };
    }

    @Override
    public Integer call() {
        JobName name = Names.job(job);
        try (Deployment deployment = stack.find(shell)) {
            String task = deployment.records().known(name).task();
            Pauses.Paused paused = deployment.tell(new Request.OfJob(what, name, deployment.caller()), task);
            if (output.json()) {
                shell.screen().line(Json.write(paused));
            } else {
                show(paused, shell.screen());
            }
            return Exit.DONE.code();
        }
    }

    private static void show(Pauses.Paused paused, Screen screen) {
        screen.line(paused.pausedBy()
                .map(by -> screen.paint(Paint.YELLOW, "Paused") + ": no slot of " + paused.job()
                        + " starts a run, until it is unpaused. By " + Plain.text(by))
                .orElseGet(
                        () -> screen.paint(Paint.GREEN, "Not paused") + ": slots of " + paused.job() + " start runs."));
        screen.next(paused.pausedBy().isPresent() ? "broom unpause " + paused.job() : "broom runs " + paused.job());
    }
}

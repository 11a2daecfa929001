package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.control.Stop;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stop",
        description = {
            "Stops every run of the stack: those that move end CANCELLED before their next batch, slots are SKIPPED, until"
                    + " broom go. One job alone is stopped by broom pause, one run by broom cancel.",
            TellRunCommand.CLAIMED
        },
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Option(names = "--all", description = "Every run of every job: it has to be said")
    private boolean all;

    @Option(names = "--why", required = true, paramLabel = "<why>", description = "What each run it ends will say")
    private String why = "";

    StopCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (!all) {
            throw Trouble.refused("give --all: every run is stopped, or none is", "One job alone: broom pause <job>.");
        }
        made("nobody");
        try (Deployment deployment = stack.find(shell)) {
            Stop stop = made(deployment.caller());
            deployment.restraints().stop(stop);
            if (output.json()) {
                shell.screen().line(Json.write(stop));
            } else {
                shell.screen()
                        .line(shell.screen().paint(Paint.YELLOW, "Stopped") + ": every run, "
                                + Plain.text(stop.toString()));
                shell.screen().next("broom go");
            }
        }
        return Exit.DONE.code();
    }

    private Stop made(String by) {
        try {
            return new Stop(by, why, shell.clock().instant());
        } catch (Refused refused) {
            throw Trouble.refused("--" + refused.getMessage(), "Nothing was stopped.");
        }
    }
}

package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "go",
        description =
                "Lets slots start runs again after broom stop. What was stopped stays ended: the next slot plans anew.",
        mixinStandardHelpOptions = true)
final class GoCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    GoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Deployment deployment = stack.find(shell)) {
            String by = deployment.caller();
            deployment.restraints().go(by, shell.clock().instant());
            if (output.json()) {
                shell.screen().line(Json.object().put("goBy", by).toString());
            } else {
                shell.screen()
                        .line(shell.screen().paint(Paint.GREEN, "Go") + ": slots start runs. By " + Plain.text(by));
                shell.screen().next("broom runs");
            }
        }
        return Exit.DONE.code();
    }
}

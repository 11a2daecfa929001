package cloud.broom.cli;

import cloud.broom.cli.stack.Deployment;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StackOption {
    @Option(
            names = "--stack",
            paramLabel = "<name>",
            description = "The CloudFormation stack; default: BROOM_STACK, else broom")
    private Optional<String> name = Optional.empty();

    Deployment find(Shell shell) {
        String stack = name.or(() -> Optional.ofNullable(shell.environment().get("BROOM_STACK")))
                .orElse("broom");
        return Deployment.find(shell.environment(), stack);
    }
}

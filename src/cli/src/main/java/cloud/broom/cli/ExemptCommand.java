package cloud.broom.cli;

import picocli.CommandLine.Command;

@Command(
        name = "exempt",
        description = "Names what must not go, whatever a job says.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ExemptCommand {}

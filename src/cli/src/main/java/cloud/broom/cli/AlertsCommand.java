package cloud.broom.cli;

import picocli.CommandLine.Command;

@Command(
        name = "alerts",
        description = "Shows what was told and what was not, and tries whether alerts arrive.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class AlertsCommand {}

package cloud.broom.cli;

import picocli.CommandLine.Command;

@Command(
        name = "incidents",
        description = "Shows what is wrong with jobs, and takes it in hand.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class IncidentsCommand {}

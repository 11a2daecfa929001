package cloud.broom.cli;

import picocli.CommandLine.Command;

@Command(
        name = "cache",
        description = "Shows what runs have looked up and keep for the next, and forgets it.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class CacheCommand {}

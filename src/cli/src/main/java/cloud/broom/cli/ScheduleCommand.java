package cloud.broom.cli;

import picocli.CommandLine.Command;

@Command(
        name = "schedule",
        description = "Tells when schedules fire, as EventBridge Scheduler has it.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ScheduleCommand {}

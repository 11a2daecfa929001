package cloud.broom.cli;

import picocli.CommandLine.Command;

@Command(
        name = "schedule",
        description = "Tells when schedules fire, as EventBridge Scheduler has it, and how those of the stack stand.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ScheduleCommand {}

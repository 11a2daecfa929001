package cloud.broom.cli;

import picocli.CommandLine.Command;

@Command(
        name = "broom",
        description = "Runs infrastructure cleanup jobs on AWS that survive their own failures.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "broom 0.1.0",
        footerHeading = "%nFirst steps:%n",
        footer = {
            "  broom demo                              see it work, without AWS",
            "  broom validate                          check ./broom.yaml",
            "  broom run <job> -f broom.yaml           a dry run: lists, deletes nothing",
            "  broom run <job> -f broom.yaml --apply   what the dry run listed goes",
            "  broom cancel <run>                      ends it before its next step"
        })
final class BroomCommand {}

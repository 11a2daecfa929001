package cloud.broom.cli;

import cloud.broom.approval.Decision;
import cloud.broom.call.Call;
import cloud.broom.call.Request;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: its commands, and how each of them ends. */
final class Cli {
    private Cli() {}

    /** Runs one command line and says how it ended. */
    static int run(Shell shell, String... arguments) {
        return line(shell).execute(arguments);
    }

    /** Every command, ready to parse or to be executed. */
    static CommandLine line(Shell shell) {
        CommandLine line = new CommandLine(new BroomCommand())
                .addSubcommand(new DemoCommand(shell))
                .addSubcommand(new LocalCommand(shell))
                .addSubcommand(new ValidateCommand(shell))
                .addSubcommand(new RunCommand(shell))
                .addSubcommand(new CommandLine(new PlanCommand(shell))
                        .addSubcommand(new PlanShowCommand(shell))
                        .addSubcommand(new PlanDiffCommand(shell)))
                .addSubcommand(new ExplainCommand(shell))
                .addSubcommand(new CommandLine(new ScheduleCommand())
                        .addSubcommand(new ScheduleNextCommand(shell))
                        .addSubcommand(new ScheduleListCommand(shell)))
                .addSubcommand(new RedriveCommand(shell))
                .addSubcommand(new RunsCommand(shell))
                .addSubcommand(new ShowCommand(shell))
                .addSubcommand(new LogsCommand(shell))
                .addSubcommand(new UndoCommand(shell))
                .addSubcommand(new CommandLine(new CacheCommand())
                        .addSubcommand(new CacheListCommand(shell))
                        .addSubcommand(new CacheRemoveCommand(shell)));
        line.addSubcommand(new CommandLine(new ExemptCommand())
                        .addSubcommand(new ExemptAddCommand(shell))
                        .addSubcommand(new ExemptListCommand(shell))
                        .addSubcommand(new ExemptRemoveCommand(shell)))
                .addSubcommand(new CommandLine(new AlertsCommand())
                        .addSubcommand(new AlertsListCommand(shell))
                        .addSubcommand(new AlertsTestCommand(shell)))
                .addSubcommand(new StopCommand(shell))
                .addSubcommand(new GoCommand(shell));
        CommandLine incidents = new CommandLine(new IncidentsCommand())
                .addSubcommand(new IncidentsListCommand(shell))
                .addSubcommand(new IncidentsShowCommand(shell));
        Stream.of(Request.OfIncident.Word.values())
                .forEach(what -> incidents.addSubcommand(TellIncidentCommand.of(shell, what)));
        line.addSubcommand(incidents);
        Stream.of(Call.Tell.What.values()).forEach(what -> line.addSubcommand(TellRunCommand.of(shell, what)));
        Stream.of(Decision.values()).forEach(what -> line.addSubcommand(DecideCommand.of(shell, what)));
        Stream.of(Request.OfJob.What.values()).forEach(what -> line.addSubcommand(TellJobCommand.of(shell, what)));
        line.setOut(shell.screen().out());
        line.setErr(shell.screen().err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(shell.screen().coloured() ? Ansi.ON : Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failed(shell, thrown, parsed));
        line.setParameterExceptionHandler((thrown, given) -> misused(shell, thrown));
        documentExits(line);
        return line;
    }

    private static void documentExits(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(Exit.meanings());
        command.getSubcommands().values().forEach(Cli::documentExits);
    }

    private static int failed(Shell shell, Exception thrown, ParseResult parsed) {
        Trouble trouble = thrown instanceof Trouble told ? told : unforeseen(shell, thrown);
        if (wantsJson(parsed)) {
            ObjectNode error = Json.object();
            error.putObject("error")
                    .put("kind", trouble.kind())
                    .put("message", trouble.getMessage())
                    .put("wayOut", trouble.wayOut());
            shell.screen().line(error.toString());
        }
        shell.screen().aside("broom: " + Plain.text(message(trouble)));
        if (!trouble.wayOut().isEmpty()) {
            shell.screen().aside(Plain.text(trouble.wayOut()));
        }
        return trouble.exit().code();
    }

    private static int misused(Shell shell, ParameterException thrown) {
        CommandLine command = thrown.getCommandLine();
        shell.screen().aside("broom: " + Plain.text(message(thrown)));
        CommandLine.UnmatchedArgumentException.printSuggestions(
                thrown, shell.screen().err());
        shell.screen().aside("Try " + command.getCommandSpec().qualifiedName() + " --help");
        return Exit.REFUSED.code();
    }

    /** A fault of this program: told in one line, and in full to whoever wants to mend it. */
    private static Trouble unforeseen(Shell shell, Exception thrown) {
        if (shell.environment().containsKey("BROOM_TRACE")) {
            thrown.printStackTrace(shell.screen().err());
        }
        return Trouble.missing(
                "unexpected " + thrown.getClass().getSimpleName() + ": " + message(thrown),
                "This is a fault of broom itself: set BROOM_TRACE=1 to see where, and report it.");
    }

    private static boolean wantsJson(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return Output.wantsJson(last.commandSpec().mixins());
    }

    private static String message(Exception thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse("");
    }
}

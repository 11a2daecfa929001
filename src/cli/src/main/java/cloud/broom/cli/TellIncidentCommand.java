package cloud.broom.cli;

import cloud.broom.call.Request;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.incident.Incident;
import cloud.broom.json.Json;
import cloud.broom.telling.IncidentEvents;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two commands: {@code broom incidents ack} and {@code broom incidents resolve}. */
@Command(mixinStandardHelpOptions = true)
final class TellIncidentCommand implements Callable<Integer> {
    private final Shell shell;
    private final Request.OfIncident.Word what;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(paramLabel = "<incident>", description = "Its id, as its alerts and broom incidents ls name it")
    private String id = "";

    @Option(names = "--note", paramLabel = "<text>", description = "What there is to say; at most 200 characters")
    private String note = "";

    private TellIncidentCommand(Shell shell, Request.OfIncident.Word what) {
        this.shell = shell;
        this.what = what;
    }

    /** The command by which that is said of an incident. */
    static CommandLine of(Shell shell, Request.OfIncident.Word what) {
        CommandLine command = new CommandLine(new TellIncidentCommand(shell, what));
        command.getCommandSpec()
                .name(what == Request.OfIncident.Word.ACKNOWLEDGE ? "ack" : "resolve")
                .usageMessage()
                .description(does(what), TellRunCommand.CLAIMED);
        return command;
    }

    private static String does(Request.OfIncident.Word what) {
        return switch (what) {
            case ACKNOWLEDGE -> "Takes an incident in hand: it is not escalated; people are still reminded of it.";
            case RESOLVE -> "Ends an incident; the same trouble soon after opens it again.";
        };
    }

    @Override
    public Integer call() {
        Names.said(what, id, "", note);
        try (Deployment deployment = stack.find(shell)) {
            IncidentEvents.Detail incident = deployment.tell(Names.said(what, id, deployment.caller(), note));
            if (output.json()) {
                shell.screen().line(Json.write(incident));
            } else {
                show(incident, shell.screen());
            }
        }
        return Exit.DONE.code();
    }

    private static void show(IncidentEvents.Detail incident, Screen screen) {
        boolean over = incident.state() == Incident.State.RESOLVED;
        String after = incident.secondsToAcknowledge()
                .filter(seconds -> !over)
                .or(incident::secondsToResolve)
                .map(seconds -> ", after " + IncidentsShowCommand.lasted(Duration.ofSeconds(seconds)))
                .orElse("");
        screen.line(
                screen.paint(over ? Paint.GREEN : Paint.YELLOW, incident.state().name()) + ": "
                        + Plain.text(incident.reason()) + after);
        screen.next(over ? "broom incidents ls" : "broom incidents show " + incident.incident());
    }
}

package cloud.broom.cli;

import cloud.broom.call.Request;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.incident.Incident;
import cloud.broom.job.Job;
import cloud.broom.json.Json;
import cloud.broom.telling.IncidentEvents;
import cloud.broom.telling.Whose;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description =
                "Shows an incident: what happened, what became of it, who has it in hand, and how long all that took.",
        mixinStandardHelpOptions = true)
final class IncidentsShowCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(paramLabel = "<incident>", description = "Its id, as its alerts and broom incidents ls name it")
    private String id = "";

    IncidentsShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Request.OfIncident wanted = Names.said(Request.OfIncident.Word.ACKNOWLEDGE, id, "", "");
        try (Deployment deployment = stack.find(shell)) {
            Incident incident = deployment
                    .records()
                    .health(wanted.job())
                    .find(id)
                    .orElseThrow(() -> Trouble.refused(
                            "there is no incident " + id,
                            "broom incidents ls --job " + wanted.job() + " lists the job's last ones."));
            Optional<Job> job = deployment.records().job(wanted.job());
            Whose whose = job.map(Whose::of).orElseGet(() -> Whose.unknown(wanted.job()));
            if (output.json()) {
                shell.screen().line(Json.write(IncidentEvents.Detail.of(incident, whose)));
            } else {
                show(incident, whose, shell.clock().instant(), shell.screen());
            }
        }
        return Exit.DONE.code();
    }

    private static void show(Incident incident, Whose whose, Instant now, Screen screen) {
        screen.line(screen.paint(paint(incident), incident.state().name()) + ": "
                + Plain.text(incident.trouble().reason()));
        screen.line();
        line(screen, "incident", incident.id() + ", " + incident.trouble().severity());
        line(screen, "job", whose.job() + " (" + incident.trouble().mode() + ")");
        line(screen, "error", incident.trouble().error() + ", " + incident.occurrences() + " times");
        incident.trouble().run().ifPresent(run -> line(screen, "last run", run.value()));
        line(
                screen,
                "open for",
                lasted(Duration.between(
                        incident.opened(),
                        incident.resolved().map(by -> by.at()).orElse(now))));
        line(screen, "in hand", inHand(incident));
        line(screen, "owner", whose.owner().orElse("not named"));
        whose.runbook().ifPresent(url -> line(screen, "runbook", url.toString()));
        screen.line();
        Table table = new Table("AT (UTC)", "WHAT", "BY", "NOTE");
        incident.timeline()
                .forEach(one -> table.row(one.at().truncatedTo(ChronoUnit.SECONDS), one.what(), one.by(), one.text()));
        screen.lines(table.lines());
        screen.next(next(incident));
    }

    private static void line(Screen screen, String name, String value) {
        screen.line(screen.paint(Paint.DIM, (name + "         ").substring(0, 9)) + Plain.text(value));
    }

    private static String inHand(Incident incident) {
        String after = incident.timeToAcknowledge()
                .map(time -> ", after " + lasted(time))
                .orElse("");
        return incident.acknowledged().map(by -> by.by() + after).orElse("nobody");
    }

    private static Paint paint(Incident incident) {
        return switch (incident.state()) {
            case OPEN -> Paint.RED;
            case ACKNOWLEDGED -> Paint.YELLOW;
            case RESOLVED -> Paint.GREEN;
        };
    }

    private static String next(Incident incident) {
        return switch (incident.state()) {
            case OPEN -> "broom incidents ack " + incident.id();
            case ACKNOWLEDGED -> "broom incidents resolve " + incident.id() + " --note <why>";
            case RESOLVED -> "broom incidents ls";
        };
    }

    /** As {@code 2 d 3 h}. */
    static String lasted(Duration length) {
        if (length.toDays() > 0) {
            return length.toDays() + " d " + length.toHoursPart() + " h";
        }
        return length.toHours() > 0
                ? length.toHours() + " h " + length.toMinutesPart() + " min"
                : length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }
}

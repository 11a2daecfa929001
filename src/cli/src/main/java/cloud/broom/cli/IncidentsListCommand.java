package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.incident.Health;
import cloud.broom.incident.Incident;
import cloud.broom.incident.Remark;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import cloud.broom.telling.IncidentEvents;
import cloud.broom.telling.Whose;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ls",
        description = "Lists the open incidents of all jobs, newest first; of one job also the last that ended.",
        mixinStandardHelpOptions = true)
final class IncidentsListCommand implements Callable<Integer> {
    private static final int REASON_CHARS = 60;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Option(names = "--job", paramLabel = "<job>", description = "Only this job's, those that ended too")
    private Optional<String> job = Optional.empty();

    IncidentsListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Optional<JobName> only = job.map(Names::job);
        try (Deployment deployment = stack.find(shell)) {
            List<Listed> incidents = only
                    .map(name -> listed(deployment.records().health(name), true))
                    .orElseGet(() -> deployment.records().troubled().stream()
                            .flatMap(health -> listed(health, false).stream())
                            .toList())
                    .stream()
                    .sorted(Comparator.comparing((Listed one) -> one.incident.opened())
                            .reversed())
                    .toList();
            if (output.json()) {
                shell.screen().line(json(incidents).toString());
            } else {
                show(incidents, shell.screen());
            }
        }
        return Exit.DONE.code();
    }

    private static List<Listed> listed(Health health, boolean ended) {
        return health.incidents().stream()
                .filter(one -> ended || one.open())
                .map(one -> new Listed(health.job(), one))
                .toList();
    }

    private static ObjectNode json(List<Listed> incidents) {
        ObjectNode root = Json.object();
        root.set(
                "incidents",
                Json.tree(incidents.stream()
                        .map(one -> IncidentEvents.Detail.of(one.incident, Whose.unknown(one.job)))
                        .toList()));
        return root;
    }

    private void show(List<Listed> incidents, Screen screen) {
        if (incidents.isEmpty()) {
            screen.line("No incidents" + job.map(name -> " of job " + name).orElse(" are open") + ".");
            screen.next("broom runs");
            return;
        }
        Instant now = shell.clock().instant();
        Table table = new Table("INCIDENT", "STATE", "AGE", "TIMES", "WHO", "ACK AFTER", "ERROR", "REASON");
        incidents.forEach(one -> row(table, one.incident, now));
        screen.lines(table.lines());
        screen.next("broom incidents show " + incidents.get(0).incident.id());
    }

    private static void row(Table table, Incident incident, Instant now) {
        String reason = incident.trouble().reason();
        table.row(
                incident.id(),
                incident.state(),
                IncidentsShowCommand.lasted(Duration.between(incident.opened(), now)),
                incident.occurrences(),
                incident.acknowledged().map(Remark::by).orElse(""),
                incident.timeToAcknowledge().map(IncidentsShowCommand::lasted).orElse(""),
                incident.trouble().error(),
                reason.length() > REASON_CHARS ? reason.substring(0, REASON_CHARS) + "..." : reason);
    }

    private record Listed(JobName job, Incident incident) {}
}

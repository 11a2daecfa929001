package cloud.broom.cli;

import cloud.broom.aws.NoticeLine;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.stack.Alerts;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ls",
        description = "Lists alerts and events that were not taken yet, and when they are tried again.",
        mixinStandardHelpOptions = true)
final class AlertsListCommand implements Callable<Integer> {
    private static final int CELL_CHARS = 60;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Option(names = "--all", description = "Also what was delivered, or expired, in the last day")
    private boolean all;

    AlertsListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<NoticeLine> waiting;
        List<NoticeLine> closed;
        try (Deployment deployment = stack.find(shell)) {
            waiting = deployment.alerts().waiting();
            closed = all ? deployment.alerts().closed(shell.clock().instant()) : List.of();
        }
        if (output.json()) {
            ObjectNode root = Json.object();
            root.set("waiting", Json.tree(waiting));
            root.set("closed", Json.tree(closed));
            shell.screen().line(root.toString());
        } else {
            show(waiting, closed, shell.screen());
        }
        return Exit.DONE.code();
    }

    private void show(List<NoticeLine> waiting, List<NoticeLine> closed, Screen screen) {
        screen.line(waiting.isEmpty() ? "Everything was told." : waiting.size() + " are not told yet:");
        if (!waiting.isEmpty()) {
            Table table =
                    new Table("NOTICE", "KIND", "WRITTEN (UTC)", "ATTEMPTS", "LAST ERROR", "NEXT TRY (UTC)", "ABOUT");
            waiting.forEach(one -> table.row(
                    one.id(),
                    one.kind(),
                    seconds(Optional.of(one.writtenAt())),
                    one.attempts(),
                    Plain.text(one.error().orElse("none"), CELL_CHARS),
                    seconds(one.nextTry()),
                    Plain.text(one.subject(), CELL_CHARS)));
            screen.lines(table.lines());
        }
        if (waiting.size() == Alerts.MOST) {
            screen.line("There may be more.");
        }
        if (!closed.isEmpty()) {
            Table table = new Table("NOTICE", "KIND", "WRITTEN (UTC)", "BECAME", "AT (UTC)", "ABOUT");
            closed.forEach(one -> table.row(
                    one.id(),
                    one.kind(),
                    seconds(Optional.of(one.writtenAt())),
                    one.deliveredAt().isPresent() ? "delivered" : "expired",
                    seconds(one.closedAt()),
                    Plain.text(one.subject(), CELL_CHARS)));
            screen.line();
            screen.lines(table.lines());
        }
        screen.next(all ? "broom alerts test" : "broom alerts ls --all");
    }

    private static String seconds(Optional<Instant> at) {
        return at.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
    }
}

package cloud.broom.cli;

import cloud.broom.TestAlert;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Alerts;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "test",
        description = {
            "Sends a test alert the way every alert goes, and lists who is subscribed.",
            "Fails if it was not taken, or if nobody has confirmed a subscription."
        },
        mixinStandardHelpOptions = true)
final class AlertsTestCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Option(
            names = "--severity",
            paramLabel = "<severity>",
            defaultValue = "INFO",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Alert.Severity severity = Alert.Severity.INFO;

    @Option(
            names = "--dead-man",
            description =
                    "Also sets off the alarm that guards the watchdog, for a moment: CloudWatch itself has to be able to"
                            + " tell the topic")
    private boolean deadMan;

    AlertsTestCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Tried tried;
        try (Deployment deployment = stack.find(shell)) {
            Alerts alerts = deployment.alerts();
            String by = deployment.caller();
            TestAlert.Told told = alerts.test(severity, by);
            told.error().ifPresent(why -> {
                throw Trouble.missing(
                        "the test alert was not taken: " + why,
                        "Look at the topic's policy, at its KMS key's policy and at the role of the watchdog's function.");
            });
            Optional<String> alarm = deadMan ? Optional.of(alerts.alarm(by)) : Optional.empty();
            tried = new Tried(told.dedupKey(), severity, alarm, alerts.subscribers());
        }
        if (output.json()) {
            shell.screen()
                    .line(((ObjectNode) Json.tree(tried))
                            .put("confirmed", tried.confirmed())
                            .toString());
        } else {
            show(tried, shell.screen());
        }
        return (tried.confirmed() > 0 ? Exit.DONE : Exit.FAILED).code();
    }

    private static void show(Tried tried, Screen screen) {
        screen.line("Sent: test alert " + tried.dedupKey + " of severity " + tried.severity);
        tried.alarm.ifPresent(name -> screen.line("Set off: alarm " + name + "; it is well again in a minute or two"));
        screen.line();
        if (tried.subscribers.isEmpty()) {
            screen.line("Nobody is subscribed to the topic: no alert reaches anybody.");
            screen.next("sam deploy --parameter-overrides AlertEmail=<address>");
            return;
        }
        Table table = new Table("PROTOCOL", "ENDPOINT", "STATE");
        tried.subscribers.forEach(one ->
                table.row(one.protocol(), one.endpoint(), one.confirmed() ? "confirmed" : "pending confirmation"));
        screen.lines(table.lines());
        if (tried.confirmed() < tried.subscribers.size()) {
            screen.line();
            screen.line(
                    "Whoever is pending hears of nothing: each of them was sent a link, which is valid for two days."
                            + " After that they have to be subscribed anew.");
        }
        screen.next("look whether it arrived; a subscription's filter policy may keep this severity from it");
    }

    /** What was tried. */
    private record Tried(
            String dedupKey, Alert.Severity severity, Optional<String> alarm, List<Alerts.Subscriber> subscribers) {
        private long confirmed() {
            return subscribers.stream().filter(Alerts.Subscriber::confirmed).count();
        }
    }
}

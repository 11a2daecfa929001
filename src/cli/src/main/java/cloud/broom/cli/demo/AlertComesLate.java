package cloud.broom.cli.demo;

import java.time.Duration;
import java.util.Optional;

/** The alert that could not be sent arrives, told by another than the one whose it was. */
record AlertComesLate(FailingRun failing) implements Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Override
    public void play(Stage stage) {
        boolean told = stage.within(PATIENCE, () -> {
            ArchiveRun.look(stage, stage.broom());
            return stage.broom().alerts().waiting().stream()
                    .noneMatch(one -> one.kind().equals("alert"));
        });
        Optional<Mailbox.Received> alert = failing.next(FailingRun.NAME);
        stage.say("The alert that SNS had not taken has arrived, told by the watchdog:");
        alert.ifPresent(received -> {
            stage.say("  | " + received.subject());
            received.body().lines().limit(2).forEach(line -> stage.say("  | " + line));
        });
        stage.expect("told", true, told);
        stage.expect("alertReceived", true, alert.isPresent());
    }
}

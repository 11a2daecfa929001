package cloud.broom.cli.demo;

import java.util.Optional;

/** What is left when the watchdog is off is no code of ours: CloudWatch tells of it, on the same topic. */
record DeadMan(FailingRun failing) implements Scene {
    @Override
    public void play(Stage stage) {
        stage.say(
                "Were the watchdog itself off, nothing of Broom's would be left to say so: CloudWatch does. To see that it may:");
        stage.type("alerts", "test", "--dead-man");
        Optional<Mailbox.Received> alarm = failing.next("ALARM");
        alarm.ifPresent(received -> stage.say("  | " + received.subject()));
        stage.expect("alarmReceived", true, alarm.isPresent());
    }
}

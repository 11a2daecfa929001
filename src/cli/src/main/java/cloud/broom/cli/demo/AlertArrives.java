package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Sandbox;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.run.Status;
import java.util.Optional;

/** A job that cannot work ends, and says so to whoever is subscribed. */
record AlertArrives() implements Chapter {
    @Override
    public String title() {
        return "A job that cannot work ends, and tells people";
    }

    @Override
    public String shown(Stage stage) {
        return "a job on a bucket that is not there ended FAILED, and its alert arrived at a subscriber of the topic";
    }

    @Override
    public void play(Stage stage) {
        Mailbox mailbox = Mailbox.subscribed(
                "demo-alerts", stage.sqs(), stage.sns(), stage.sandbox().physicalId("AlertTopic"));
        stage.say("Queue demo-alerts subscribes to the alert topic; a job runs on bucket " + Sandbox.MISSING_BUCKET
                + ".");
        Answer answer = stage.call(
                stage.job("last-years-logs", Sandbox.MISSING_BUCKET), Mode.APPLY, new Slot("demo/missing-bucket"));
        stage.say("Run " + answer.run() + " is " + answer.state() + ". The queue received:");
        Optional<Mailbox.Received> alert = mailbox.next();
        alert.ifPresent(received -> {
            stage.say("  | " + received.subject());
            received.body().lines().forEach(line -> stage.say("  | " + line));
        });
        stage.expect("state", Status.FAILED, answer.state());
        stage.expect("alertReceived", true, alert.isPresent());
        stage.expect(
                "alertNamesRun",
                true,
                alert.filter(received -> received.body().contains(answer.run().value()))
                        .isPresent());
        stage.figure("subject", alert.map(Mailbox.Received::subject).orElse(""));
    }
}

package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Sandbox;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The trouble is one incident however often it occurs; somebody takes it in hand, and the next success ends it. */
record Recovered(FailingRun failing) implements Scene {
    @Override
    public void play(Stage stage) {
        stage.call(failing.job(stage), Mode.APPLY, new Slot("demo/again"));
        Optional<JsonNode> incident = incident(stage);
        String id = incident.map(one -> one.path("incident").asText()).orElse("none");
        long occurrences = incident.map(one -> one.path("occurrences").asLong()).orElse(0L);
        stage.say("The job failed again: the same incident, " + id + ", has occurred " + occurrences
                + " times, and nobody was told twice.");
        stage.type("incidents", "ack", id, "--note", "the bucket is being restored");
        stage.s3().createBucket(create -> create.bucket(Sandbox.MISSING_BUCKET));
        Answer answer = stage.call(failing.job(stage), Mode.APPLY, new Slot("demo/recovered"));
        Optional<Mailbox.Received> alert = failing.next(FailingRun.NAME);
        stage.say("The bucket is back, and run " + answer.run() + " is " + answer.state() + ":");
        alert.ifPresent(received -> stage.say("  | " + received.subject()));
        stage.expect("occurrences", 2, occurrences);
        stage.expect("state", Status.COMPLETED, answer.state());
        stage.expect(
                "recovered",
                true,
                alert.filter(one -> one.subject().startsWith("[RECOVERED]")).isPresent());
        stage.expect("open", true, incident(stage).isEmpty());
    }

    private static Optional<JsonNode> incident(Stage stage) {
        return StreamSupport.stream(
                        stage.type("incidents", "ls").path("incidents").spliterator(), false)
                .filter(one -> one.path("job").asText().equals(FailingRun.NAME))
                .findFirst();
    }
}

package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** A job fails while SNS answers nobody: what happened is on record, and with it that people have to be told. */
record TopicGone(FailingRun failing) implements Chapter {
    @Override
    public String title() {
        return "A job fails while alerts cannot be sent";
    }

    @Override
    public String shown(Stage stage) {
        return "SNS was down as a job failed; the alert was on record with what it tells of";
    }

    @Override
    public void play(Stage stage) {
        failing.subscribe(stage);
        stage.sandbox().takeDown("Sns");
        Answer answer;
        JsonNode untold;
        try {
            answer = stage.call(failing.job(stage), Mode.APPLY, new Slot("demo/untold"));
            stage.say("SNS is down. Run " + answer.run() + " is " + answer.state()
                    + ". Its alert is not told, and not lost:");
            untold = stage.type("alerts", "ls").path("waiting");
        } finally {
            stage.sandbox().bringBack("Sns");
        }
        stage.expect("state", Status.FAILED, answer.state());
        stage.expect("untold", 1, alerts(untold));
        stage.say(
                "SNS is back. Whoever was to send it has long ended; the watchdog finds it due a minute after it was written.");
    }

    private static long alerts(JsonNode waiting) {
        return StreamSupport.stream(waiting.spliterator(), false)
                .filter(one -> one.path("kind").asText().equals("alert"))
                .count();
    }
}

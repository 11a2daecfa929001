package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Sandbox;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.run.Status;
import java.time.Instant;
import java.util.Map;

/** Every trigger on AWS delivers at least once: the second delivery of a slot finds the first one's run. */
record SecondDelivery(LogsRun logs) implements Chapter {
    @Override
    public String title() {
        return "The same slot, delivered again, does nothing";
    }

    @Override
    public String shown(Stage stage) {
        return "the same slot delivered again was answered with the run it already had";
    }

    @Override
    public void play(Stage stage) {
        RunId first = RunId.of(logs.job(stage).name(), logs.apply());
        Map<String, Instant> before = Bucket.list(stage.s3(), Sandbox.BUCKET);
        Answer answer = stage.call(logs.job(stage), Mode.APPLY, logs.apply());
        boolean untouched = before.equals(Bucket.list(stage.s3(), Sandbox.BUCKET));
        stage.say("Slot " + answer.slot() + " again: duplicate is " + answer.duplicate() + ", run " + answer.run());
        stage.say(
                "is the one it was, " + answer.state() + "; the bucket is " + (untouched ? "as it was." : "CHANGED."));
        stage.expect("duplicate", true, answer.duplicate());
        stage.expect("run", first, answer.run());
        stage.expect("state", Status.COMPLETED, answer.state());
        stage.expect("bucketUnchanged", true, untouched);
    }
}

package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Reports;
import cloud.broom.local.fault.Fault;
import cloud.broom.run.Status;
import java.util.List;

/** The tags that say whether a bucket is to be kept cannot be read: nothing in it can be judged. */
record TagsUnread(Reports reports) implements Scene {
    @Override
    public void play(Stage stage) {
        Pile pile = new Pile(reports, "unread", 10);
        pile.stale(stage, "1.csv", "2.csv", "3.csv");
        Fault denied = reports.deny("S3.GetBucketTagging");
        Answer answer = pile.apply(stage);
        List<String> left = pile.left(stage);
        stage.say(
                "Unread: S3 denies GetBucketTagging, and a tag of bucket " + Reports.BUCKET + " might say to keep it.");
        stage.say("  " + answer.unknown() + " of " + answer.scanned() + " objects are UNKNOWN, " + answer.found()
                + " planned, " + answer.done() + " deleted. A listing has " + left + ".");
        stage.expect("state", Status.COMPLETED, answer.state());
        stage.expect("denied", 1, denied.struck());
        stage.expect("unknown", 3, answer.unknown());
        stage.expect("found", 0, answer.found());
        stage.expect("done", 0, answer.done());
        stage.expect("left", List.of("1.csv", "2.csv", "3.csv"), left);
    }
}

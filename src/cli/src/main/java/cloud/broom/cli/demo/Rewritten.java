package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Reports;
import cloud.broom.plan.OutcomePart;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import cloud.broom.task.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;

/** An object is written anew with the bytes it had, after it was planned and before the plan is approved: its ETag stays. */
record Rewritten(Reports reports) implements Scene {
    private static final String OBJECT = "2.csv";

    @Override
    public void play(Stage stage) {
        Pile pile = new Pile(reports, "rewritten", 2);
        pile.stale(stage, "1.csv", OBJECT, "3.csv");
        Answer parked = pile.apply(stage);
        String key = pile.key(OBJECT);
        boolean same = etag(stage, key).equals(rewrite(stage, key));
        stage.say("Rewritten: run " + parked.run() + " is " + parked.state() + "; " + OBJECT + " is written anew"
                + (same ? ", with the same ETag." : "."));
        JsonNode approved = Pile.approve(stage, parked);
        List<String> left = pile.left(stage);
        String outcome = outcome(stage, stage.broom().records().known(parked.run()), key);
        stage.say("  " + approved.path("done").asInt() + " deleted, " + OBJECT + " is " + outcome + ". A listing has "
                + left + ".");
        stage.expect("parkedAs", Status.BLOCKED, parked.state());
        stage.expect("found", 3, parked.found());
        stage.expect("sameEtag", true, same);
        stage.expect("done", 2, approved.path("done").asInt());
        stage.expect("skipped", 1, approved.path("skipped").asInt());
        stage.expect("outcome", Outcome.Kind.CHANGED, outcome);
        stage.expect("left", List.of(OBJECT), left);
    }

    private static String etag(Stage stage, String key) {
        return stage.s3()
                .headObject(head -> head.bucket(Reports.BUCKET).key(key))
                .eTag();
    }

    private static String rewrite(Stage stage, String key) {
        return stage.s3()
                .putObject(put -> put.bucket(Reports.BUCKET).key(key), RequestBody.fromBytes(Reports.content(key)))
                .eTag();
    }

    /** What the run has on record for an object. */
    private static String outcome(Stage stage, Run run, String key) {
        String name = run.outcomePart(1, 1);
        Optional<OutcomePart> part = stage.broom().records().part(name).map(stored -> OutcomePart.decode(stored, name));
        return part.stream()
                .flatMap(read -> read.results().stream())
                .filter(result -> result.id().equals(key))
                .map(result -> result.outcome().kind().name())
                .findFirst()
                .orElse("without an outcome");
    }
}

package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Reports;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** More than a job may delete: nothing goes until a person has approved the plan by its digest, and then exactly that goes. */
record LimitBreached(Reports reports) implements Scene {
    /** So long after the start of the scene one more object is stale: time enough for a plan without it. */
    private static final Duration YOUNG = Duration.ofSeconds(6);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public void play(Stage stage) {
        Pile pile = new Pile(reports, "breach", 3);
        pile.stale(stage, "1.csv", "2.csv", "3.csv", "4.csv");
        Instant stale = stage.now().plus(YOUNG);
        reports.put(pile.key("later.csv"), stale.minus(Pile.STALE));
        Answer parked = pile.apply(stage);
        int kept = pile.left(stage).size();
        stage.say("Over a limit: " + parked.found() + " planned and limits.items is 3. Run " + parked.run() + " is "
                + parked.state() + ":");
        stage.say("  " + parked.done() + " deleted, a listing has " + kept
                + "; one of them was too young for the plan and becomes stale now.");
        stage.expect("parkedAs", Status.BLOCKED, parked.state());
        stage.expect("found", 4, parked.found());
        stage.expect("doneUnapproved", 0, parked.done());
        stage.expect("objectsUnapproved", 5, kept);
        stage.expect(
                "becameStale", true, stage.within(PATIENCE, () -> stage.now().isAfter(stale)));
        approve(stage, pile, parked);
    }

    private static void approve(Stage stage, Pile pile, Answer parked) {
        JsonNode approved = Pile.approve(stage, parked);
        List<String> left = pile.left(stage);
        long qualifies = pile.look(stage).found();
        String by = approved.at("/approvals/0/by").asText();
        stage.say("  Signed by " + by + ": " + approved.path("done").asInt() + " deleted. A listing has " + left
                + (qualifies == 1 ? ", which a new run would plan." : "."));
        stage.expect("approvedBy", stage.broom().caller(), by);
        stage.expect("state", Status.COMPLETED, approved.path("state").asText());
        stage.expect("done", 4, approved.path("done").asInt());
        stage.expect("left", List.of("later.csv"), left);
        stage.expect("foundAnew", 1, qualifies);
    }
}

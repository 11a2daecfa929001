package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Sandbox;
import cloud.broom.cli.screen.Sizes;
import cloud.broom.job.Mode;
import cloud.broom.run.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the dry run listed goes, and nothing else does. */
record Apply(LogsRun logs) implements Chapter {
    private static final Duration STALE = Duration.ofDays(90);

    @Override
    public String title() {
        return "The apply deletes exactly that";
    }

    @Override
    public String shown(Stage stage) {
        return String.format(
                Locale.ROOT,
                "the apply deleted these %,d and no other: the %,d that are younger are all still there",
                Sandbox.STALE,
                Sandbox.OBJECTS - Sandbox.STALE);
    }

    @Override
    public void play(Stage stage) {
        Map<String, Instant> before = Bucket.list(stage.s3(), Sandbox.BUCKET);
        Answer answer = stage.call(logs.job(stage), Mode.APPLY, logs.apply());
        Map<String, Instant> after = Bucket.list(stage.s3(), Sandbox.BUCKET);
        stage.say("Run " + answer.run() + " is " + answer.state() + ":");
        stage.say(String.format(
                Locale.ROOT,
                "%,d found, %,d deleted, %,d failed; %s freed.",
                answer.found(),
                answer.done(),
                answer.failed(),
                Sizes.of(answer.freed())));
        compare(stage, before, after);
        stage.expect("state", Status.COMPLETED, answer.state());
        stage.expect("done", Sandbox.STALE, answer.done());
        stage.expect("failed", 0, answer.failed());
        stage.expect("remaining", 0, answer.remaining());
    }

    private static void compare(Stage stage, Map<String, Instant> before, Map<String, Instant> after) {
        Instant bound = stage.now().minus(STALE);
        Map<String, Instant> young = new TreeMap<>(before);
        young.values().removeIf(modified -> modified.isBefore(bound));
        long spared =
                after.keySet().stream().filter(key -> !young.containsKey(key)).count();
        long lost =
                young.keySet().stream().filter(key -> !after.containsKey(key)).count();
        stage.say(String.format(
                Locale.ROOT,
                "A listing of the bucket has %,d objects left: %d stale ones among them, %d young ones missing.",
                after.size(),
                spared,
                lost));
        stage.expect("objectsLeft", Sandbox.OBJECTS - Sandbox.STALE, after.size());
        stage.expect("staleLeft", 0, spared);
        stage.expect("youngMissing", 0, lost);
    }
}

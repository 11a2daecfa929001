package cloud.broom.cli.demo;

import cloud.broom.cli.local.SmallParts;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.plan.Totals;
import cloud.broom.run.Entry;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The watchdog finds the lease expired and wakes the run; it goes on from its last checkpoint. */
record RunGoesOn(ArchiveRun archive) implements Chapter {
    private static final Duration STALE = Duration.ofDays(90);
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration EACH = Duration.ofSeconds(8);
    private static final int LOOKS = 8;

    /** A crash is tried again a second after the lease's end. */
    private static final Duration RETRIED = Duration.ofSeconds(1);

    @Override
    public String title() {
        return "The watchdog wakes the dead cleaner's run, and it goes on";
    }

    @Override
    public String shown(Stage stage) {
        return String.format(
                Locale.ROOT,
                "the watchdog woke its run, which deleted the rest: %,d found, %,d deleted, and no other",
                SmallParts.STALE,
                SmallParts.STALE);
    }

    @Override
    public void play(Stage stage) {
        try (Deployment stack = ArchiveRun.stack(stage)) {
            stage.say(
                    "The demo waits for the lease's end, then calls the watchdog itself rather than wait for the minute.");
            stage.expect("leaseEnded", true, dueOrEnded(stage, stack));
            Map<String, Instant> before = Bucket.list(stage.s3(), SmallParts.BUCKET);
            if (due(stage, stack)) {
                stage.expect("objectsBefore", CleanerDies.LEFT, before.size());
            } else {
                stage.say("On this machine that took long enough for the watchdog's own minute to come first.");
            }
            stage.expect("ended", true, ended(stage, stack));
            stack.records()
                    .run(archive.id(stage))
                    .ifPresent(run -> show(stage, run, stack.records().history(run.id()), before));
        }
    }

    /** An invocation that comes to its time's end leaves the rest to the next one, which is woken as this one was. */
    private boolean ended(Stage stage, Deployment stack) {
        for (int i = 0; i < LOOKS && live(stage, stack); i++) {
            stage.expect("due", true, dueOrEnded(stage, stack));
            ArchiveRun.look(stage, stack);
            stage.figure("woken", i + 1);
            stage.figure("endedSoon", stage.within(EACH, () -> !live(stage, stack)));
        }
        return !live(stage, stack);
    }

    /** The watchdog is called each minute as well: it may find the run before the demo does. */
    private boolean dueOrEnded(Stage stage, Deployment stack) {
        return stage.within(PATIENCE, () -> due(stage, stack) || !live(stage, stack));
    }

    private boolean live(Stage stage, Deployment stack) {
        return stack.records().known(archive.id(stage)).live();
    }

    private boolean due(Stage stage, Deployment stack) {
        return archive.due(stage, stack, stage.now().minus(RETRIED));
    }

    private static void show(Stage stage, Run run, List<Entry> history, Map<String, Instant> before) {
        Totals totals = run.progress().totals();
        Map<String, Instant> after = Bucket.list(stage.s3(), SmallParts.BUCKET);
        Instant bound = stage.now().minus(STALE);
        long stale = after.values().stream().filter(at -> at.isBefore(bound)).count();
        long lost = before.entrySet().stream()
                .filter(object -> !object.getValue().isBefore(bound))
                .filter(object -> !after.containsKey(object.getKey()))
                .count();
        stage.say("Run " + run.id() + " is " + run.state().status()
                + ". Its history (a crash is noted by the claim that finds it):");
        history.forEach(entry ->
                stage.say(("  " + entry.at().truncatedTo(ChronoUnit.MILLIS) + "  " + entry.what() + "  " + entry.note())
                        .stripTrailing()));
        stage.say(String.format(
                Locale.ROOT,
                "%,d found, %,d deleted, %,d failed. A listing has %,d objects left: %d stale ones, %d young ones missing.",
                totals.found(),
                totals.done(),
                totals.failed(),
                after.size(),
                stale,
                lost));
        stage.expect("state", Status.COMPLETED, run.state().status());
        stage.expect(
                "crashes",
                1,
                history.stream().filter(entry -> entry.what().equals("crashed")).count());
        stage.expect("found", SmallParts.STALE, totals.found());
        stage.expect("done", SmallParts.STALE, totals.done());
        stage.expect("failed", 0, totals.failed());
        stage.expect("remaining", 0, totals.remaining());
        stage.expect("objectsLeft", SmallParts.OBJECTS - SmallParts.STALE, after.size());
        stage.expect("staleLeft", 0, stale);
        stage.expect("youngMissing", 0, lost);
    }
}

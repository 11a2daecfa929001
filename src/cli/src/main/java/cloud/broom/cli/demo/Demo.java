package cloud.broom.cli.demo;

import cloud.broom.cli.local.Sandbox;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.stack.Pause;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Plays every chapter on a local cloud of its own. */
public final class Demo {
    private final Path home;
    private final Clock clock;
    private final Pause pause;
    private final Commands commands;
    private final Screen screen;

    /** @param home the checkout that is deployed */
    public Demo(Path home, Clock clock, Pause pause, Commands commands, Screen screen) {
        this.home = home;
        this.clock = clock;
        this.pause = pause;
        this.commands = commands;
        this.screen = screen;
    }

    /** Plays it for a person; true if every figure is as expected. */
    public boolean tell() {
        screen.line(screen.paint(Paint.BOLD, "Broom, on a cloud of its own: no AWS account, no Docker."));
        screen.line(
                "The stack of template.yaml is being deployed; its functions, roles and schedules are the real ones.");
        Instant begun = clock.instant();
        List<Chapter> chapters = chapters();
        try (Sandbox sandbox = open();
                Stage stage = new Stage(sandbox, clock, pause, commands, screen::line)) {
            screen.line("Deployed after %s. Bucket %s has %,d objects, %,d of them not changed for 90 days."
                    .formatted(seconds(begun), Sandbox.BUCKET, Sandbox.OBJECTS, Sandbox.STALE));
            for (int i = 0; i < chapters.size(); i++) {
                screen.line();
                screen.line(screen.paint(
                        Paint.BOLD, (i + 1) + ". " + chapters.get(i).title()));
                stage.play(chapters.get(i));
            }
            screen.line();
            summary(stage, chapters, begun);
            return stage.figures().unexpected().isEmpty();
        }
    }

    /** Plays it for a script: its figures, and what of them was not as expected. */
    public ObjectNode figures() {
        Instant begun = clock.instant();
        try (Sandbox sandbox = open();
                Stage stage = new Stage(sandbox, clock, pause, commands, line -> {})) {
            chapters().forEach(stage::play);
            return stage.figures()
                    .json()
                    .put(
                            "milliseconds",
                            Duration.between(begun, clock.instant()).toMillis());
        }
    }

    private static List<Chapter> chapters() {
        LogsRun logs = new LogsRun();
        ArchiveRun archive = new ArchiveRun();
        FailingRun failing = new FailingRun();
        return List.of(
                new CleanerDies(archive), // first, so that its lease runs out while the others play
                new TopicGone(failing), // so that its alert is due again when the last one plays
                new ScheduledDryRun(logs),
                new Apply(logs),
                new SecondDelivery(logs),
                new AlertArrives(),
                new Refuses(),
                new RunGoesOn(archive),
                new CleanerFails(failing));
    }

    private Sandbox open() {
        Consumer<String> unheard = line -> {};
        return Sandbox.start(home, clock, 0, unheard);
    }

    private void summary(Stage stage, List<Chapter> chapters, Instant begun) {
        List<String> unexpected = stage.figures().unexpected();
        if (unexpected.isEmpty()) {
            screen.line(screen.paint(Paint.GREEN, "All as it should be") + ", in " + seconds(begun) + ":");
            chapters.forEach(chapter -> screen.line("  - " + chapter.shown(stage)));
        } else {
            screen.line(screen.paint(Paint.RED, "Not as it should be") + ":");
            unexpected.forEach(what -> screen.line("  - " + Plain.text(what)));
        }
    }

    private String seconds(Instant since) {
        Duration passed = Duration.between(since, clock.instant());
        return String.format(Locale.ROOT, "%.1f s", passed.toMillis() / 1000.0);
    }
}

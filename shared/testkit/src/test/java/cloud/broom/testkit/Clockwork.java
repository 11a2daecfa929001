package cloud.broom.testkit;

import cloud.broom.Outbox;
import cloud.broom.job.JobName;
import cloud.broom.run.Missed;
import cloud.broom.run.Timetable;
import cloud.broom.schedule.Firing;
import cloud.broom.watch.Realm;
import cloud.broom.watch.Timer;
import cloud.broom.watch.Watchdog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A scene with schedules, which fire when a test says so, and a queue of lost calls. */
final class Clockwork {
    static final String HOURLY = "cron(0 * * * ? *)";
    static final String ARN = "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/tidy";
    static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:prod-TidyFunction-1";
    static final String WATCHDOG = "arn:aws:lambda:eu-central-1:123456789012:function:prod-WatchdogFunction-1";

    final Scene scene = Scene.small();
    final FakeTimers timers = new FakeTimers();
    final FakeDeadLetters queue = new FakeDeadLetters();
    private final Watchdog watchdog =
            new Watchdog(scene.runs, scene.waker, new Outbox(scene.notices, scene.outlet), realm());
    private int passes;

    private Realm realm() {
        return new Realm(scene.timetables, timers, queue, "prod");
    }

    /** At 02:30 there is a schedule of the job, which the watchdog has seen. */
    static Clockwork hourly(String more) {
        Clockwork works = new Clockwork();
        works.at("02:30:00");
        works.timers.put(works.timer(Scene.apply(more), true));
        works.pass();
        return works;
    }

    Timer timer(String job, boolean enabled) {
        return new Timer(
                ARN,
                FUNCTION,
                enabled,
                Firing.of(HOURLY, "UTC"),
                "{\"job\":" + job + ",\"slot\":\"<aws.scheduler.scheduled-time>\"}",
                scene.clock.instant());
    }

    Clockwork at(String time) {
        return atInstant("2026-02-01T" + time + "Z");
    }

    Clockwork atInstant(String instant) {
        scene.clock.advanceTo(Instant.parse(instant));
        return this;
    }

    Clockwork pass() {
        Watchdog.Pass ignored = watchdog.pass(
                new FakeInvocation(scene.clock, Duration.ofMinutes(1), ++passes, "pass-" + passes, WATCHDOG));
        return this;
    }

    /** Passes each minute until a time of the day, with what they call. */
    Clockwork until(String time) {
        Instant end = Instant.parse("2026-02-01T" + time + "Z");
        while (scene.clock.instant().isBefore(end)) {
            scene.clock.advance(Duration.ofMinutes(1));
            pass();
            called();
        }
        return this;
    }

    /** The functions do what they were called for. */
    void called() {
        scene.waker.takeCalls().forEach(call -> scene.advance(Scene.call(call.payload())));
        scene.waker.take().forEach(wake -> scene.wake(wake.run()));
    }

    Timetable timetable() {
        return scene.timetables.of(new JobName("tidy")).orElseThrow();
    }

    List<String> missed() {
        return scene.runs.missed().stream()
                .sorted((one, other) -> one.slot().text().compareTo(other.slot().text()))
                .map(slot -> slot.slot() + ": " + slot.reason())
                .toList();
    }

    List<String> missedSlots() {
        return scene.runs.missed().stream()
                .map(Missed::slot)
                .map(slot -> slot.text())
                .sorted()
                .toList();
    }

    List<String> started() {
        return scene.runs.stored().stream()
                .map(run -> run.asked().slot().text())
                .sorted()
                .toList();
    }
}

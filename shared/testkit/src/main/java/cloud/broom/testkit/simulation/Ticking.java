package cloud.broom.testkit.simulation;

import cloud.broom.call.CallReader;
import cloud.broom.job.JobName;
import cloud.broom.schedule.Firing;
import cloud.broom.schedule.ScheduleExpression;
import cloud.broom.watch.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Plays EventBridge Scheduler for one job: fires its slots, unless it is down or the schedule is disabled. */
final class Ticking {
    private static final String CRON = "0/10 * * * ? *";
    private static final Duration DOWN_MOST = Duration.ofMinutes(50);
    private static final List<String> MISFIRES =
            List.of("", "", ",\"misfire\":\"skip\"", ",\"misfire\":{\"run-all\":3}");

    private final World world;
    private final JobName job;
    private final Random luck;
    private final Duration length;

    Ticking(World world, JobName job, Duration length) {
        this.world = world;
        this.job = job;
        this.luck = world.luck;
        this.length = length;
    }

    /** Its slots do not queue: each of a dozen could wait for an approval, and a world would last for weeks. */
    void draw(String written) {
        String spec = written.replace("\"overlap\":\"queue\"", "\"overlap\":\"skip\"");
        String scheduled = spec.substring(0, spec.length() - 1) + ",\"schedule\":{\"cron\":\"" + CRON
                + "\",\"tolerance\":\"PT" + (1 + luck.nextInt(6)) + "M\"" + MISFIRES.get(luck.nextInt(MISFIRES.size()))
                + "}}";
        put(scheduled, true, World.BEGIN);
        if (luck.nextInt(2) == 0) {
            Instant off = sometime();
            world.stage.at(off, () -> put(scheduled, false, off));
            if (luck.nextBoolean()) {
                Instant on = off.plus(world.weather.upTo(DOWN_MOST));
                world.stage.at(on, () -> put(scheduled, true, on));
            }
        }
        Instant down = luck.nextBoolean() ? sometime() : Instant.MAX;
        Instant up = down.equals(Instant.MAX) ? down : down.plus(world.weather.upTo(DOWN_MOST));
        fires(scheduled, down, up);
    }

    private void fires(String spec, Instant down, Instant up) {
        ScheduleExpression every = ScheduleExpression.parse("cron(" + CRON + ")", "UTC");
        Optional<Instant> next = every.nextAfter(World.BEGIN);
        while (next.filter(slot -> !slot.isAfter(end())).isPresent()) {
            Instant slot = next.get();
            boolean lost = !slot.isBefore(down) && slot.isBefore(up);
            Instant late = slot.plus(world.weather.upTo(Duration.ofSeconds(luck.nextInt(8) == 0 ? 1200 : 20)));
            if (!lost || luck.nextInt(4) == 0) {
                world.stage.at(late, () -> fire(spec, slot));
            }
            next = every.nextAfter(slot);
        }
    }

    private void fire(String spec, Instant slot) {
        boolean enabled = world.fakes.timers().now().stream()
                .anyMatch(timer -> timer.arn().equals(Clockworks.arn(job)) && timer.enabled());
        if (enabled) {
            String payload = "{\"job\":" + spec + ",\"slot\":\"" + slot + "\"}";
            world.functions.request(world.stage.now(), job, CallReader.read(payload, "request"), true);
        }
    }

    private void put(String spec, boolean enabled, Instant at) {
        world.trace.line(at, "somebody", () -> (enabled ? "enables" : "disables") + " the schedule of " + job);
        world.fakes
                .timers()
                .put(new Timer(
                        Clockworks.arn(job),
                        Functions.function(job),
                        enabled,
                        Firing.of("cron(" + CRON + ")", "UTC").until(end()),
                        "{\"job\":" + spec + ",\"slot\":\"<aws.scheduler.scheduled-time>\"}",
                        at));
    }

    /** There are no slots once the faults have ceased, or the world would never come to rest. */
    private Instant end() {
        return World.BEGIN.plus(length);
    }

    private Instant sometime() {
        return World.BEGIN.plusMillis(luck.nextInt((int) length.toMillis()));
    }
}

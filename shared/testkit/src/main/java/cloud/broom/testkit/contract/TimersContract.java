package cloud.broom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.schedule.Firing;
import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Timers} keeps to. */
public abstract class TimersContract {
    private static final Firing NIGHTLY = new Firing(
            "cron(0 3 * * ? *)", "Europe/Berlin", Optional.empty(), Optional.empty(), Duration.ofMinutes(45));

    private static final String INPUT = "{\"job\":\"tidy\",\"slot\":\"<aws.scheduler.scheduled-time>\"}";

    /** The same throughout one test, with no schedule of a task's function in it as the test begins. */
    protected abstract Timers timers();

    /** Makes a schedule that calls a function of the stack's, or changes it. */
    protected abstract void put(Wish wish);

    /** Removes it. */
    protected abstract void remove(String name);

    /** What a schedule is to be. */
    public record Wish(String name, boolean enabled, Firing firing, String input) {}

    @Test
    void scheduleIsListedAsItIs() {
        put(new Wish("nightly", true, NIGHTLY, INPUT));
        put(new Wish("hourly", false, Firing.of("rate(1 hour)", "UTC"), INPUT));

        assertThat(timers().all()).hasSize(2);
        assertThat(timers().all())
                .filteredOn(timer -> timer.name().endsWith("/nightly"))
                .singleElement()
                .satisfies(timer -> {
                    assertThat(timer.enabled()).isTrue();
                    assertThat(timer.firing()).isEqualTo(NIGHTLY);
                    assertThat(timer.input()).isEqualTo(INPUT);
                    assertThat(timer.changed()).isAfter(Instant.EPOCH);
                });
        assertThat(timers().all())
                .filteredOn(timer -> timer.name().endsWith("/hourly"))
                .singleElement()
                .satisfies(timer -> {
                    assertThat(timer.enabled()).isFalse();
                    assertThat(timer.firing().window()).isZero();
                });
    }

    @Test
    void scheduleIsFoundByItsArnAsItIsNow() {
        put(new Wish("nightly", true, NIGHTLY, INPUT));
        String arn = timers().all().get(0).arn();

        put(new Wish("nightly", false, Firing.of("cron(0 4 * * ? *)", "UTC"), INPUT));

        assertThat(timers().find(arn).map(Timer::enabled)).contains(false);
        assertThat(timers().find(arn).map(Timer::firing)).contains(Firing.of("cron(0 4 * * ? *)", "UTC"));
        remove("nightly");
        assertThat(timers().find(arn)).isEqualTo(Optional.empty());
        assertThat(timers().all()).isEmpty();
    }
}

package cloud.broom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Timers} keeps to. */
public abstract class TimersContract {
    private static final String INPUT = "{\"job\":\"tidy\",\"slot\":\"<aws.scheduler.scheduled-time>\"}";

    /** The same throughout one test, with no schedule of a task's function in it as the test begins. */
    protected abstract Timers timers();

    /** Makes a schedule that calls a function of the stack's, or changes it. */
    protected abstract void put(Wish wish);

    /** Removes it. */
    protected abstract void remove(String name);

    /** What a schedule is to be. */
    public record Wish(String name, boolean enabled, String expression, String timezone, String input) {}

    @Test
    void scheduleIsListedAsItIs() {
        put(new Wish("nightly", true, "cron(0 3 * * ? *)", "Europe/Berlin", INPUT));
        put(new Wish("hourly", false, "rate(1 hour)", "UTC", INPUT));

        assertThat(timers().all()).hasSize(2);
        assertThat(timers().all())
                .filteredOn(timer -> timer.name().endsWith("/nightly"))
                .singleElement()
                .satisfies(timer -> {
                    assertThat(timer.enabled()).isTrue();
                    assertThat(timer.expression()).isEqualTo("cron(0 3 * * ? *)");
                    assertThat(timer.timezone()).isEqualTo("Europe/Berlin");
                    assertThat(timer.input()).isEqualTo(INPUT);
                    assertThat(timer.starts()).isEmpty();
                    assertThat(timer.ends()).isEmpty();
                    assertThat(timer.changed()).isAfter(Instant.EPOCH);
                });
        assertThat(timers().all())
                .filteredOn(timer -> timer.name().endsWith("/hourly"))
                .extracting(Timer::enabled)
                .containsExactly(false);
    }

    @Test
    void scheduleIsFoundByItsArnAsItIsNow() {
        put(new Wish("nightly", true, "cron(0 3 * * ? *)", "UTC", INPUT));
        String arn = timers().all().get(0).arn();

        put(new Wish("nightly", false, "cron(0 4 * * ? *)", "UTC", INPUT));

        assertThat(timers().find(arn).map(Timer::enabled)).contains(false);
        assertThat(timers().find(arn).map(Timer::expression)).contains("cron(0 4 * * ? *)");
        remove("nightly");
        assertThat(timers().find(arn)).isEqualTo(Optional.empty());
        assertThat(timers().all()).isEmpty();
    }
}

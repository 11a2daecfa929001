package cloud.broom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.control.Control;
import cloud.broom.control.Controls;
import cloud.broom.control.Exemption;
import cloud.broom.control.Exemptions;
import cloud.broom.control.Glob;
import cloud.broom.control.Stop;
import cloud.broom.job.JobName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Controls} keeps to. */
public abstract class ControlsContract {
    private static final Instant NOW = Sample.NOW.plusNanos(123_456);
    private static final Optional<JobName> EVERY_JOB = Optional.empty();
    private static final Optional<JobName> TIDY = Optional.of(new JobName("tidy"));

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Controls controls();

    /** Puts an exemption there that nobody can read, for this pattern. */
    protected abstract void corrupt(String glob);

    @Test
    void nothingHoldsBeforeAnybodyHasSaidAnything() {
        assertThat(controls().read()).isEqualTo(Control.NONE);
        assertThat(controls().exemptions().all()).isEmpty();
        assertThat(controls().exemptions().version()).isZero();
    }

    @Test
    void stopHoldsUntilSomebodyLetsGo() {
        Stop stop = new Stop("Ann " + Sample.HOSTILE, "why " + Sample.HOSTILE, NOW);

        controls().stop(stop);
        assertThat(controls().read().stopped()).contains(stop);
        controls().go("Bob", NOW.plusSeconds(1));
        assertThat(controls().read().stopped()).isEmpty();
        controls().go("Bob", NOW.plusSeconds(2));
        assertThat(controls().read()).isEqualTo(Control.NONE);
    }

    @Test
    void laterStopSaysWhy() {
        controls().stop(new Stop("Ann", "first", NOW));
        controls().stop(new Stop("Bob", "second", NOW.plusSeconds(1)));

        assertThat(controls().read().stopped()).contains(new Stop("Bob", "second", NOW.plusSeconds(1)));
    }

    @Test
    void handsBackWhatWasAdded() {
        Exemption hostile = exemption("logs/#*/" + Sample.HOSTILE, EVERY_JOB, Optional.of(NOW.plusSeconds(9)));
        Exemption ofOneJob = exemption("logs/#*/" + Sample.HOSTILE, TIDY, Optional.empty());
        controls().add(hostile);
        controls().add(ofOneJob);

        assertThat(controls().exemptions().all()).containsExactlyInAnyOrder(hostile, ofOneJob);
        assertThat(controls().exemptions().malformed()).isEmpty();
    }

    @Test
    void everyChangeMovesTheVersion() {
        Exemption one = exemption("a", EVERY_JOB, Optional.empty());
        controls().add(one);
        assertThat(controls().read().exemptions()).isEqualTo(1);
        controls().add(one);
        assertThat(controls().read().exemptions()).isEqualTo(2);
        assertThat(controls().exemptions().version()).isEqualTo(2);
        controls().remove(one.glob(), EVERY_JOB);
        assertThat(controls().read().exemptions()).isEqualTo(3);
    }

    @Test
    void stopAndGoLeaveTheVersionAlone() {
        controls().add(exemption("a", EVERY_JOB, Optional.empty()));
        controls().stop(new Stop("Ann", "why", NOW));
        controls().add(exemption("b", EVERY_JOB, Optional.empty()));

        assertThat(controls().read()).isEqualTo(new Control(Optional.of(new Stop("Ann", "why", NOW)), 2));
        controls().go("Ann", NOW);
        assertThat(controls().read()).isEqualTo(new Control(Optional.empty(), 2));
    }

    @Test
    void laterOneTakesThePlaceOfOneForTheSame() {
        controls().add(exemption("a*", TIDY, Optional.empty()));
        Exemption later = exemption("a*", TIDY, Optional.of(NOW.plusSeconds(1)));

        controls().add(later);

        assertThat(controls().exemptions().all()).containsExactly(later);
    }

    @Test
    void removesOneAndNoOther() {
        Exemption stays = exemption("a*", TIDY, Optional.empty());
        controls().add(stays);
        controls().add(exemption("a*", EVERY_JOB, Optional.empty()));

        assertThat(controls().remove(new Glob("a*"), EVERY_JOB)).isTrue();

        assertThat(controls().exemptions().all()).containsExactly(stays);
    }

    @Test
    void removingWhatIsNotThereSaysSoAndMovesNothing() {
        controls().add(exemption("a", TIDY, Optional.empty()));

        assertThat(controls().remove(new Glob("a"), EVERY_JOB)).isFalse();
        assertThat(controls().remove(new Glob("b"), TIDY)).isFalse();
        assertThat(controls().read().exemptions()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadProtectsAndCanBeRemoved() {
        corrupt("logs/keep*");

        Exemptions read = controls().exemptions();
        assertThat(read.malformed()).isNotEmpty();
        assertThat(read.covering(new JobName("any"), "logs/keep/1", NOW.plus(Duration.ofDays(9999))))
                .isPresent();
        assertThat(controls().remove(new Glob("logs/keep*"), EVERY_JOB)).isTrue();
        assertThat(controls().exemptions().all()).isEmpty();
    }

    @Test
    void listsMoreThanOnePageHolds() {
        int many = 300;
        Exemption.Terms longest = new Exemption.Terms("\ufdfd".repeat(200), "\ufdfd".repeat(500));
        String padding = "x".repeat(890);
        for (int i = 0; i < many; i++) {
            controls()
                    .add(Exemption.of(
                            new Glob(padding + i), EVERY_JOB, longest, Optional.empty(), "\ufdfd".repeat(500), NOW));
        }

        assertThat(controls().exemptions().all()).hasSize(many);
    }

    private static Exemption exemption(String glob, Optional<JobName> job, Optional<Instant> expires) {
        Exemption.Terms terms = new Exemption.Terms("team " + Sample.HOSTILE, "hold " + Sample.HOSTILE);
        return Exemption.of(new Glob(glob), job, terms, expires, "Ann " + Sample.HOSTILE, NOW);
    }
}

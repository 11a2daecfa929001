package cloud.broom.testkit.contract;

import static cloud.broom.run.Runs.Written.CONFLICT;
import static cloud.broom.run.Runs.Written.DONE;
import static cloud.broom.testkit.contract.Sample.NOW;
import static cloud.broom.testkit.contract.Sample.commit;
import static cloud.broom.testkit.contract.Sample.completed;
import static cloud.broom.testkit.contract.Sample.next;
import static cloud.broom.testkit.contract.Sample.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import cloud.broom.run.Asked;
import cloud.broom.run.Ended;
import cloud.broom.run.Registered;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many runs of a job begin in an hour, and runs made for an event: what every implementation of {@link Runs} passes. */
public abstract class StartsContract {
    private static final JobName TIDY = new JobName("tidy");
    private static final Instant HOUR = NOW.truncatedTo(ChronoUnit.HOURS);

    /** Runs of which nothing is kept yet. */
    protected abstract Runs runs();

    @Test
    void asManyRunsBeginInAnHourAsTheirJobLetsAndNotOneMore() {
        assertThat(runs().commit(commit(begun("1", NOW)))).isEqualTo(DONE);
        assertThat(runs().commit(commit(begun("2", HOUR)))).isEqualTo(DONE);

        Run third = begun("3", HOUR.plus(Duration.ofHours(1)).minusNanos(1));

        assertThat(runs().commit(commit(third))).isEqualTo(CONFLICT);
        assertThat(runs().find(third.id())).as("nothing of it is written").isEmpty();
        assertThat(runs().starts(TIDY, HOUR)).isEqualTo(2);
    }

    @Test
    void eachHourAndEachJobIsCountedByItself() {
        runs().commit(commit(begun("1", NOW)));
        runs().commit(commit(begun("2", NOW)));
        Instant next = HOUR.plus(Duration.ofHours(1));

        assertThat(runs().commit(commit(begun("3", next)))).isEqualTo(DONE);
        assertThat(runs().commit(commit(begun(bounded("other"), "1", NOW)))).isEqualTo(DONE);

        assertThat(runs().starts(TIDY, next)).isEqualTo(1);
        assertThat(runs().starts(new JobName("other"), HOUR)).isEqualTo(1);
        assertThat(runs().starts(TIDY, HOUR)).isEqualTo(2);
    }

    @Test
    void whatBeginsNothingIsNotCounted() {
        Run run = begun("1", NOW);
        runs().commit(commit(run));
        Run later = next(run, waiting(NOW));

        runs().commit(commit(later));
        runs().commit(commit(next(later, completed())));
        runs().commit(commit(in(begun("skipped", NOW), new Ended(Ended.How.SKIPPED, "", NOW))));
        runs().commit(commit(begun("retry/" + run.id() + "/1", NOW)));
        runs().commit(commit(Sample.claimed("tidy", "unbounded")));

        assertThat(runs().starts(TIDY, HOUR)).isEqualTo(1);
    }

    @Test
    void runThatIsRefusedForAnotherReasonIsNotCounted() {
        runs().commit(commit(begun("1", NOW)));

        assertThat(runs().commit(commit(begun("1", NOW))))
                .as("its slot is taken")
                .isEqualTo(CONFLICT);

        assertThat(runs().starts(TIDY, HOUR)).isEqualTo(1);
    }

    @Test
    void jobOfARunForAnEventIsRegisteredWithItsReferences() {
        Run plain = begun("event/1", NOW);
        Job written = Sample.job("tidy", "{\"prefix\": {\"$event\": \"/detail/prefix\"}}");
        Asked asked = plain.asked();
        Run run = new Run(
                plain.id(),
                new Asked(
                        asked.job(),
                        asked.written(),
                        Optional.of(written.params()),
                        asked.slot(),
                        asked.function(),
                        asked.asOf(),
                        asked.novelty(),
                        asked.claim()),
                plain.state(),
                plain.progress(),
                plain.attempts(),
                plain.approvals(),
                plain.stamp());

        runs().commit(commit(run));

        assertThat(runs().find(run.id())).contains(run);
        assertThat(runs().registered(TIDY).map(Registered::job).map(Job::params))
                .contains(written.params());
    }

    private static Run begun(String slot, Instant at) {
        return begun(bounded("tidy"), slot, at);
    }

    private static Run begun(Job job, String slot, Instant at) {
        Run run = Sample.claimed(job, slot);
        Asked asked = run.asked();
        return new Run(
                run.id(),
                new Asked(job, asked.written(), asked.slot(), asked.function(), at, asked.novelty(), asked.claim()),
                run.state(),
                run.progress(),
                run.attempts(),
                run.approvals(),
                run.stamp());
    }

    private static Run in(Run run, Ended end) {
        return new Run(run.id(), run.asked(), end, run.progress(), run.attempts(), run.approvals(), run.stamp());
    }

    private static Job bounded(String name) {
        return Json.read(
                "{\"name\": \"" + name + "\", \"task\": \"fake\", \"params\": {\"prefix\": \"a\"}, \"maxPerHour\": 2}",
                Job.class,
                "job");
    }
}

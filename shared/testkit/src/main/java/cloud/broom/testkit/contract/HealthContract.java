package cloud.broom.testkit.contract;

import static cloud.broom.run.Runs.Written.CONFLICT;
import static cloud.broom.run.Runs.Written.DONE;
import static cloud.broom.testkit.contract.Sample.HOSTILE;
import static cloud.broom.testkit.contract.Sample.NOW;
import static cloud.broom.testkit.contract.Sample.alert;
import static cloud.broom.testkit.contract.Sample.claimed;
import static cloud.broom.testkit.contract.Sample.commit;
import static cloud.broom.testkit.contract.Sample.completed;
import static cloud.broom.testkit.contract.Sample.next;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.incident.Finish;
import cloud.broom.incident.Health;
import cloud.broom.incident.Remark;
import cloud.broom.incident.Trouble;
import cloud.broom.job.Alerting;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notices;
import cloud.broom.notice.Posted;
import cloud.broom.plan.Groups;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Burial;
import cloud.broom.run.Due;
import cloud.broom.run.Ended;
import cloud.broom.run.News;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Runs} keeps to for how jobs have fared. What has been written is taken to show in the indexes at once. */
public abstract class HealthContract {
    private static final int MANY = 100;
    private static final JobName TIDY = new JobName("tidy");
    private static final Instant NEVER = NOW.plus(Duration.ofDays(365));

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Runs runs();

    /** The notices that are written there. */
    protected abstract Notices notices();

    @Test
    void jobWithoutTroubleIsUntouched() {
        assertThat(runs().health(TIDY)).isEqualTo(Health.untouched(TIDY));
        assertThat(runs().troubled(MANY)).isEmpty();
    }

    @Test
    void healthIsReadBackAsItWasWritten() {
        Health full = full();

        assertThat(write(full)).isEqualTo(DONE);

        assertThat(runs().health(TIDY)).isEqualTo(full);
    }

    @Test
    void healthFromAnOldVersionWritesNothing() {
        Health first = struck(Health.untouched(TIDY), "Fake.A", NOW).next();
        write(first);
        Health other = struck(Health.untouched(TIDY), "Fake.B", NOW).next();

        assertThat(runs().report(Report.at(NOW).healing(other).telling(List.of(alert("alert")))))
                .isEqualTo(CONFLICT);

        assertThat(runs().health(TIDY)).isEqualTo(first);
        assertThat(notices().find("alert")).isEmpty();
    }

    @Test
    void haltOnAHealthThatHasChangedWritesNothing() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run));
        write(struck(Health.untouched(TIDY), "Fake.A", NOW).next());
        Health other = struck(Health.untouched(TIDY), "Fake.B", NOW).next();
        News news = new News(List.of(alert("alert")), Optional.of(other));

        assertThat(runs().commit(commit(next(run, completed())).telling(news))).isEqualTo(CONFLICT);

        assertThat(runs().find(run.id())).contains(run);
        assertThat(notices().find("alert")).isEmpty();
    }

    @Test
    void haltWritesHealthAndRunAsOne() {
        Run run = claimed("tidy", "slot");
        runs().commit(commit(run));
        Health health = struck(Health.untouched(TIDY), "Fake.A", NOW).next();
        News news = new News(List.of(alert("alert")), Optional.of(health));

        assertThat(runs().commit(commit(next(run, completed())).telling(news))).isEqualTo(DONE);

        assertThat(runs().health(TIDY)).isEqualTo(health);
        assertThat(notices().find("alert").map(Posted::notice)).contains(alert("alert"));
    }

    @Test
    void burialWritesHealthAsOneWithTheEnd() {
        Run dead = claimed("tidy", "dead");
        runs().commit(commit(dead));
        Health health = struck(Health.untouched(TIDY), "Fake.A", NOW).next();

        assertThat(runs().bury(burial(dead, struck(health, "Fake.B", NOW).next())))
                .isEqualTo(CONFLICT);
        assertThat(notices().find("alert")).isEmpty();
        assertThat(runs().bury(burial(dead, health))).isEqualTo(DONE);

        assertThat(runs().health(TIDY)).isEqualTo(health);
        assertThat(notices().find("alert")).isPresent();
    }

    @Test
    void openIncidentIsDueWhenPeopleAreToBeToldAgainAndNoMoreWhenItHasEnded() {
        Health open = struck(Health.untouched(TIDY), "Fake.A", NOW).next();
        write(open);
        Instant due = NOW.plus(Alerting.DEFAULT.remind());

        assertThat(runs().due(due.minusMillis(1), MANY)).isEmpty();
        assertThat(runs().due(due, MANY)).containsExactly(new Due.OfHealth(TIDY));

        Health reminded = open.reminded(open.open().get(0).id(), due).next();
        write(reminded);
        assertThat(runs().due(due, MANY)).isEmpty();

        write(ended(reminded).next());
        assertThat(runs().due(NEVER, MANY)).isEmpty();
    }

    @Test
    void troubledAreTheJobsWithOpenIncidentsNewestFirst() {
        JobName other = new JobName("other");
        Health tidy = struck(Health.untouched(TIDY), "Fake.A", NOW).next();
        Health later =
                struck(Health.untouched(other), "Fake.A", NOW.plusSeconds(1)).next();
        write(tidy);
        write(later);

        assertThat(runs().troubled(MANY)).containsExactly(later, tidy);
        assertThat(runs().troubled(1)).containsExactly(later);

        write(ended(tidy).next());
        assertThat(runs().troubled(MANY)).containsExactly(later);
    }

    private Runs.Written write(Health health) {
        return runs().report(Report.at(NOW).healing(health));
    }

    private static Health ended(Health health) {
        return health.resolved(health.open().get(0).id(), new Remark(NOW.plusSeconds(7), "resolved", HOSTILE, HOSTILE));
    }

    private static Health struck(Health health, String error, Instant at) {
        Trouble trouble = new Trouble(
                Mode.APPLY,
                ErrorName.of(error, "Fake.Alias"),
                Alerting.About.FAILED,
                Alert.Severity.ERROR,
                HOSTILE,
                Optional.of(RunId.of(TIDY, new Slot("slot"))));
        return health.struck(trouble, Alerting.DEFAULT, at);
    }

    /** One of which nothing is what it would be by default. */
    private static Health full() {
        Health health = struck(Health.untouched(TIDY), "Fake.A", NOW);
        String id = health.open().get(0).id();
        health = health.acknowledged(id, new Remark(NOW.plusSeconds(1), "acknowledged", HOSTILE, HOSTILE))
                .escalated(id, NOW.plusSeconds(2));
        health = struck(ended(health), "Fake.B", NOW.plusSeconds(3));
        Groups groups = Groups.of(List.of(HOSTILE, HOSTILE, "app/"));
        return health.finished(
                        new Finish(RunId.of(TIDY, new Slot("slot")), NOW, Mode.DRY_RUN, "COMPLETED", 3, 2, 1, groups))
                .next();
    }

    private static Burial burial(Run dead, Health health) {
        Ended end = new Ended(Ended.How.FAILED, ErrorName.UNRUNNABLE, HOSTILE, NOW);
        return new Burial(
                dead.id(), end, Optional.empty(), List.of(), new News(List.of(alert("alert")), Optional.of(health)));
    }
}

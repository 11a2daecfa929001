package cloud.broom.incident;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.job.Alerting;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.plan.Groups;
import cloud.broom.retry.ErrorName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthTest {
    private static final JobName TIDY = new JobName("tidy");
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");
    private static final Alerting ALERTS =
            new Alerting(Alerting.DEFAULT.on(), Duration.ofHours(4), Duration.ofHours(10), Duration.ofHours(1));

    @Test
    void furtherOccurrenceIsCountedAndKeepsWhoHasItInHand() {
        Health health = struck(Health.untouched(TIDY), "Fake.A", NOW);
        String id = only(health).id();
        health = health.acknowledged(id, new Remark(NOW.plusSeconds(60), "acknowledged", "ann", "on it"));

        health = struck(health, "Fake.A", NOW.plusSeconds(90));

        assertThat(only(health).id()).isEqualTo(id);
        assertThat(only(health).occurrences()).isEqualTo(2);
        assertThat(only(health).state()).isEqualTo(Incident.State.ACKNOWLEDGED);
        assertThat(only(health).timeToAcknowledge()).contains(Duration.ofSeconds(60));
    }

    @Test
    void troubleWithinTheWindowReopensAndAfterItIsNew() {
        Health ended = ended(struck(Health.untouched(TIDY), "Fake.A", NOW), NOW.plusSeconds(10));

        Health soon = struck(ended, "Fake.A", NOW.plusSeconds(10).plus(ALERTS.reopen()));
        Health late = struck(ended, "Fake.A", NOW.plusSeconds(11).plus(ALERTS.reopen()));

        assertThat(only(soon).reopened()).isTrue();
        assertThat(only(soon).occurrences()).isEqualTo(2);
        assertThat(soon.incidents()).hasSize(1);
        assertThat(only(late).reopened()).isFalse();
        assertThat(late.incidents()).hasSize(2);
    }

    @Test
    void troubleWithoutAnyWindowIsAlwaysNew() {
        Alerting never = new Alerting(ALERTS.on(), ALERTS.remind(), ALERTS.escalate(), Duration.ZERO);
        Health ended = ended(struck(Health.untouched(TIDY), "Fake.A", NOW), NOW.plusSeconds(10));

        Health again = ended.struck(trouble(Mode.APPLY, "Fake.A"), never, NOW.plusSeconds(11));

        assertThat(again.incidents()).hasSize(2);
    }

    @Test
    void incidentIsDueToBeRemindedOfAndToBeEscalatedUntilSomebodyHasIt() {
        Health health = struck(Health.untouched(TIDY), "Fake.A", NOW);
        String id = only(health).id();
        assertThat(health.due()).contains(NOW.plus(ALERTS.remind()));

        health = health.reminded(id, NOW.plus(ALERTS.remind()))
                .reminded(id, NOW.plus(ALERTS.remind().multipliedBy(2)));
        assertThat(health.due()).as("before the third reminder").contains(NOW.plus(ALERTS.escalate()));

        Health had = health.acknowledged(id, new Remark(NOW.plusSeconds(9), "acknowledged", "ann", ""));
        assertThat(had.due()).contains(NOW.plus(ALERTS.remind().multipliedBy(3)));
        Health escalated = health.escalated(id, NOW.plus(ALERTS.escalate()));
        assertThat(escalated.due())
                .as("once")
                .contains(NOW.plus(ALERTS.escalate()).plus(ALERTS.remind()));
        assertThat(ended(escalated, NOW.plusSeconds(9)).due()).isEmpty();
    }

    @Test
    void successEndsWhatPassesWithItInItsModeOnly() {
        Health health = struck(Health.untouched(TIDY), "Fake.A", NOW)
                .struck(trouble(Mode.DRY_RUN, "Fake.A"), ALERTS, NOW)
                .struck(trouble(Mode.APPLY, "Fake.Stays"), ALERTS, NOW);

        Health healed = health.recovered(
                Mode.APPLY, run("1"), any -> !any.error().name().equals("Fake.Stays"), NOW.plusSeconds(5));

        assertThat(healed.open())
                .extracting(one -> one.trouble().mode() + " " + one.trouble().error())
                .containsExactly("dry-run Fake.A", "apply Fake.Stays");
    }

    @Test
    void nobodyCanAcknowledgeWhatHasEnded() {
        Health ended = ended(struck(Health.untouched(TIDY), "Fake.A", NOW), NOW.plusSeconds(10));

        assertThat(ended.acknowledged(ended.incidents().get(0).id(), new Remark(NOW, "acknowledged", "ann", "")))
                .isEqualTo(ended);
    }

    @Test
    void recordHasAnEndHoweverManyKindsOfTroubleThereAre() {
        Health health = Health.untouched(TIDY);
        for (int i = 0; i < 200; i++) {
            health = struck(health, "Fake." + i % 40, NOW.plusSeconds(i));
            health = health.finished(finish("slot-" + i, 5));
        }

        assertThat(health.incidents()).hasSizeLessThanOrEqualTo(12);
        assertThat(health.recent()).hasSize(10);
        assertThat(Json.write(health).length()).isLessThan(300_000);
        assertThat(health.open().stream().mapToLong(Incident::occurrences).sum())
                .isEqualTo(200);
    }

    @Test
    void runThatHaltsTwiceIsOneOfTheLast() {
        Health health = Health.untouched(TIDY)
                .finished(finish("1", 5))
                .finished(finish("2", 6))
                .finished(finish("2", 6));

        assertThat(health.recent()).extracting(Finish::found).containsExactly(5L, 6L);
        assertThat(health.last(Mode.APPLY, run("2")).map(Finish::found)).contains(5L);
        assertThat(health.last(Mode.DRY_RUN, run("3"))).isEmpty();
    }

    @Test
    void whereMostWasIsKeptOfTheLastRunOnly() {
        Health health = Health.untouched(TIDY).finished(finish("1", 5)).finished(finish("2", 6));

        assertThat(health.recent())
                .extracting(one -> one.groups().counts().size())
                .containsExactly(0, 1);
    }

    @Test
    void isReadBackAsItWasWritten() {
        Health health = struck(Health.untouched(TIDY), "Fake.A", NOW).finished(finish("1", 5));

        assertThat(Json.read(Json.write(health), Health.class, "health")).isEqualTo(health);
    }

    private static Health struck(Health health, String error, Instant at) {
        return health.struck(trouble(Mode.APPLY, error), ALERTS, at);
    }

    private static Health ended(Health health, Instant at) {
        return health.resolved(only(health).id(), new Remark(at, "resolved", "ann", ""));
    }

    private static Trouble trouble(Mode mode, String error) {
        return new Trouble(
                mode,
                ErrorName.of(error),
                Alerting.About.FAILED,
                Alert.Severity.ERROR,
                "x".repeat(5000),
                Optional.empty());
    }

    private static Finish finish(String slot, long found) {
        return new Finish(run(slot), NOW, Mode.APPLY, "COMPLETED", 10, found, found, Groups.of(List.of("app/")));
    }

    private static RunId run(String slot) {
        return RunId.of(TIDY, new Slot(slot));
    }

    private static Incident only(Health health) {
        assertThat(health.open()).hasSize(1);
        return health.open().get(0);
    }
}

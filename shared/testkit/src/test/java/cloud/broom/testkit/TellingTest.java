package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.approval.Decision;
import cloud.broom.call.Call;
import cloud.broom.incident.Health;
import cloud.broom.incident.Incident;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Status;
import cloud.broom.task.Outcome;
import cloud.broom.task.TaskFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What runs that come to grief mean for their job's incidents, and what people hear of it. */
final class TellingTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String BROKEN = ",\"retry\":[{\"ErrorEquals\":[\"States.ALL\"],\"MaxAttempts\":0}]";

    private final Scene scene = Scene.small();
    private int slots;

    @Test
    void troubleIsToldOfOnceHoweverOftenItOccurs() {
        fail();
        fail();
        fail();

        assertThat(subjects()).containsExactly("[FAILED] tidy");
        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.occurrences()).isEqualTo(3);
            assertThat(incident.timeline()).hasSize(3);
        });
        assertThat(incidentEvents()).containsExactly("Incident Opened");
    }

    @Test
    void nextSuccessEndsItAndSaysHowLongItLasted() {
        fail();
        fail();

        succeed();

        assertThat(open()).isEmpty();
        assertThat(subjects()).containsExactly("[FAILED] tidy", "[RECOVERED] tidy");
        assertThat(last().body()).startsWith("It is over. It lasted 2 d 0 h and occurred twice.");
        assertThat(last().attributes()).containsEntry("severity", "INFO").containsEntry("state", "RECOVERED");
        assertThat(incidentEvents()).containsExactly("Incident Opened", "Incident Resolved");
    }

    @Test
    void successWithoutTroubleBeforeItIsToldToNobody() {
        succeed();
        succeed();

        assertThat(scene.outlet.alerts()).isEmpty();
        assertThat(incidentEvents()).isEmpty();
    }

    @Test
    void troubleSoonAfterTheEndOpensTheSameIncidentAgain() {
        fail();
        succeed();

        fail();

        assertThat(subjects()).containsExactly("[FAILED] tidy", "[RECOVERED] tidy", "[FAILED] tidy");
        assertThat(health().incidents()).hasSize(1);
        assertThat(last().body()).contains("2nd");
        assertThat(last().id())
                .as("another message than the first")
                .isNotEqualTo(scene.outlet.alerts().get(0).id());
        assertThat(lastEvent().detail().get("reopened").asBoolean()).isTrue();
    }

    @Test
    void troubleLongAfterTheEndIsAnotherIncident() {
        fail();
        succeed();
        scene.clock.advance(DAY.multipliedBy(3));

        fail();

        assertThat(health().incidents()).hasSize(2);
        assertThat(lastEvent().detail().get("reopened").asBoolean()).isFalse();
    }

    @Test
    void dryRunNeitherOpensNorEndsWhatBelongsToApply() {
        fail();

        ask(dryRun(""));

        assertThat(open()).hasSize(1);
        scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(broken()));
        ask(dryRun(BROKEN));
        assertThat(open()).hasSize(2);
        succeed();
        assertThat(open())
                .singleElement()
                .satisfies(left -> assertThat(left.trouble().mode().toString()).isEqualTo("dry-run"));
    }

    @Test
    void errorsOfTwoKindsAreTwoIncidents() {
        fail();
        scene.task.stale("a1");
        ask(apply(",\"limits\":{\"items\":0}"));

        assertThat(open())
                .extracting(incident -> incident.trouble().error())
                .containsExactly(ErrorName.of("Fake.Broken"), ErrorName.LIMIT_EXCEEDED);
        assertThat(subjects()).containsExactly("[FAILED] tidy", "[BLOCKED] tidy");
    }

    @Test
    void blockedRunThatIsApprovedAndCompletesEndsItsIncident() {
        scene.task.stale("a1");
        Answer blocked = ask(apply(",\"limits\":{\"items\":0}"));

        scene.decide(Decision.APPROVE, blocked.run(), "arn:aws:iam::123456789012:user/ann");

        assertThat(scene.stored(blocked.run()).state().status()).isEqualTo(Status.COMPLETED);
        assertThat(open()).isEmpty();
        assertThat(health().recent()).as("one run, though it halted twice").hasSize(1);
    }

    @Test
    void cancelledRunChangesNothing() {
        scene.task.stale("a1");
        Answer blocked = ask(apply(",\"limits\":{\"items\":0}"));
        Health before = health();

        scene.tell(Call.Tell.What.CANCEL, blocked.run());

        assertThat(health()).isEqualTo(before);
    }

    @Test
    void blockedAlertHasEverythingInItsOrder() {
        scene.task.stale("a1", "a2");
        ask(dryRun(""));
        ask(apply());
        scene.task.stale("a3", "a4", "a5");

        Answer blocked = ask(apply(",\"limits\":{\"items\":2},\"runbook\":\"https://example.com/runbook\""));

        assertThat(last().subject()).isEqualTo("[BLOCKED] tidy");
        assertThat(last().body().lines())
                .containsExactly(
                        "Nothing was deleted or changed. No action needed before Wed 4 Feb 03:00 UTC (then cancelled).",
                        "Why: plan 3 items > limits.items 2 (last run 2)",
                        "Look: broom plan diff " + blocked.run(),
                        "Go: broom approve " + blocked.run() + " --digest " + blocked.planDigest(),
                        "Stop: broom pause tidy",
                        "Ack: broom incidents ack " + open().get(0).id(),
                        "Owner team, incident " + open().get(0).id() + ", 1st, runbook https://example.com/runbook",
                        "Run " + blocked.run() + ", slot "
                                + scene.stored(blocked.run()).asked().slot());
    }

    @Test
    void alertsThatAJobDoesNotWantAreNotToldButTheIncidentIsThere() {
        String quiet = ",\"alerts\":{\"on\":[\"blocked\"]}" + BROKEN;
        scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(broken()));
        ask(apply(quiet));
        ask(apply(quiet));

        assertThat(scene.outlet.alerts()).isEmpty();
        assertThat(incidentEvents()).containsExactly("Incident Opened", "Incident Resolved");
    }

    @Test
    void crashLoopIsWorthWakingSomebody() {
        scene.task.stale("a1");
        for (int i = 0; i < 6; i++) {
            scene.task.calls().next(FakeTask.Call.FIND, Fault.dyingBefore());
        }
        scene.survive(() -> ask(apply()));
        scene.settle();

        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).isEqualTo("[CRASH LOOP] tidy");
            assertThat(alert.attributes())
                    .containsEntry("severity", "CRITICAL")
                    .containsEntry("about", "crashed")
                    .containsEntry("state", "FAILED");
        });
    }

    @Test
    void whatAnotherWriteChangedMeanwhileIsBuiltOn() {
        fail();
        Incident before = open().get(0);
        scene.runs.conflictNext();
        scene.runs.calls().next(FakeRuns.Call.COMMIT, Fault.NONE);
        scene.runs.calls().next(FakeRuns.Call.COMMIT, FakeRuns.conflict());

        fail();

        assertThat(open()).singleElement().satisfies(incident -> {
            assertThat(incident.id()).isEqualTo(before.id());
            assertThat(incident.occurrences()).isEqualTo(2);
        });
        assertThat(subjects()).hasSize(1);
    }

    @Test
    void whatCannotBeBroughtBackAndWasNotAllThatWasMeantIsCritical() {
        scene.task.stale("a1", "a2");
        scene.task.script("a2", Outcome.failed(ErrorName.of("Fake.Denied"), "no\nGo: rm -rf /"));

        ask(apply());

        assertThat(last().attributes()).containsEntry("severity", "CRITICAL");
        assertThat(last().body()).contains("1 of 2 planned items are recorded as done, 1 as failed");
    }

    @Test
    void textOfOthersBeginsNoLineOfItsOwn() {
        scene.task
                .calls()
                .next(
                        FakeTask.Call.FIND,
                        Fault.failing(new TaskFailure(ErrorName.of("Fake.Broken"), "no\nGo: broom stop")));

        ask(apply(BROKEN));

        assertThat(last().body().lines()).contains("Why: Fake.Broken: no?Go: broom stop");
    }

    @Test
    void jobThatFindsNothingAnyMoreIsNoticedOnce() {
        scene.task.stale("a1", "a2", "a3");
        succeed();
        for (int i = 0; i < 4; i++) {
            succeed();
        }
        assertThat(open()).isEmpty();

        succeed();
        succeed();

        assertThat(subjects()).containsExactly("[FINDS NOTHING] tidy");
        assertThat(last().body()).contains("found nothing in 5 runs in a row, of 0 looked at in this one (3 found on");
        assertThat(open()).singleElement().satisfies(incident -> assertThat(incident.occurrences())
                .isEqualTo(1));
        scene.task.stale("a9");
        succeed();
        assertThat(open()).isEmpty();
    }

    @Test
    void jobThatFindsFarMoreThanUsualIsNoticed() {
        Scene large = new Scene(new FakeTask(100, 100), 100_000, 1000);
        for (int run = 0; run < 5; run++) {
            large.task.stale("a" + run);
            large.ask(apply(), "2026-01-0" + (run + 1) + "T03:00:00Z");
        }
        for (int i = 0; i < 100; i++) {
            large.task.stale("a-more-" + i);
        }

        large.ask(apply(), "2026-01-09T03:00:00Z");

        assertThat(large.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).isEqualTo("[FINDS FAR MORE] tidy");
            assertThat(alert.body())
                    .contains("found 100, more than 10 times the usual 1 (median of the last 5 runs)")
                    .contains("100 of 100 planned items are recorded as done");
            assertThat(alert.attributes()).containsEntry("about", "anomaly").containsEntry("severity", "WARNING");
        });
        large.task.stale("a-again");
        large.ask(apply(), "2026-01-10T03:00:00Z");
        assertThat(large.runs.healthOf(Scene.TIDY).open()).isEmpty();
    }

    private void fail() {
        scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(broken()));
        assertThat(ask(apply(BROKEN)).state()).isEqualTo(Status.FAILED);
    }

    private void succeed() {
        assertThat(ask(apply()).state()).isEqualTo(Status.COMPLETED);
    }

    private static TaskFailure broken() {
        return new TaskFailure(ErrorName.of("Fake.Broken"), "told to fail");
    }

    /** A run of the next slot, a day after the last. */
    private Answer ask(String job) {
        if (slots++ > 0) {
            scene.clock.advance(DAY);
        }
        return scene.ask(job, scene.clock.instant().minusSeconds(2).toString());
    }

    private Health health() {
        return scene.runs.healthOf(Scene.TIDY);
    }

    private List<Incident> open() {
        return health().open();
    }

    private Alert last() {
        return scene.outlet.alerts().get(scene.outlet.alerts().size() - 1);
    }

    private List<String> subjects() {
        return scene.outlet.alerts().stream().map(Alert::subject).toList();
    }

    private List<String> incidentEvents() {
        return scene.outlet.events().stream()
                .map(Event::detailType)
                .filter(type -> type.startsWith("Incident"))
                .toList();
    }

    private Event lastEvent() {
        return scene.outlet.events().get(scene.outlet.events().size() - 1);
    }
}

package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static cloud.broom.testkit.Scene.dryRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.approval.Decision;
import cloud.broom.approval.Proof;
import cloud.broom.call.Call;
import cloud.broom.json.Refused;
import cloud.broom.plan.Digest;
import cloud.broom.run.OrderRefused;
import cloud.broom.run.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Law 8's other half: what an approval lifts, and what it takes to be one. */
final class ApprovalTest {
    private static final String ANN = "arn:aws:iam::123456789012:user/ann";
    private static final String BOB = "arn:aws:sts::123456789012:assumed-role/Admin/bob";
    private static final String EVE = "arn:aws:sts::123456789012:assumed-role/Admin/eve";

    private final Scene scene = Scene.small();

    @Test
    void planAboveTheThresholdWaitsToBeApprovedAndNothingIsDone() {
        Answer parked = parked(",\"approval\":{\"above\":{\"items\":2}}");

        assertThat(parked.state()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(parked.reason()).isEqualTo("plan 3 items > approval.above.items 2");
        assertThat(scene.task.batches()).isEmpty();
    }

    @Test
    void planAtTheThresholdGoesUnasked() {
        assertThat(parked(",\"approval\":{\"above\":{\"items\":3}}").state()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void approvedPlanIsAppliedExactly() {
        Answer parked = parked(",\"approval\":{\"above\":{\"items\":2}}");
        scene.task.stale("a9");

        Answer answer = scene.decide(Decision.APPROVE, parked.run(), ANN);

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.done()).isEqualTo(3);
        assertThat(scene.task.left()).as("what came later was not approved").containsExactly("a9");
    }

    @Test
    void approvalLiftsTheJobsLimit() {
        Answer parked = parked(",\"limits\":{\"items\":2}");

        assertThat(parked.state()).isEqualTo(Status.BLOCKED);
        assertThat(scene.decide(Decision.APPROVE, parked.run(), ANN).state()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void approvalNeverLiftsTheStacksCeiling() {
        Scene narrow = new Scene(new FakeTask(2, 2), 2, 4);
        narrow.task.stale("a1", "a2", "a3");
        Answer parked = narrow.ask(apply());

        Answer answer = narrow.decide(Decision.APPROVE, parked.run(), ANN);

        assertThat(answer.state()).isEqualTo(Status.BLOCKED);
        assertThat(narrow.task.left()).hasSize(3);
    }

    @Test
    void approvalOfAnotherPlanIsRefused() {
        Answer parked = parked(",\"limits\":{\"items\":2}");
        Digest older = Digest.NONE.then(new byte[] {1});
        Proof proof = FakeProofs.sign(ANN, Decision.APPROVE, parked.run(), older, scene.clock.instant());

        assertThatThrownBy(() -> scene.advance(new Call.Decide(Decision.APPROVE, parked.run(), older, proof)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has the plan " + parked.planDigest());
        assertThat(scene.task.left()).hasSize(3);
    }

    @Test
    void proofOfAnotherOrderIsRefused() {
        Answer parked = parked(",\"limits\":{\"items\":2}");
        Digest digest = new Digest(parked.planDigest());
        Proof rejection = FakeProofs.sign(ANN, Decision.REJECT, parked.run(), digest, scene.clock.instant());

        assertThatThrownBy(() -> scene.advance(new Call.Decide(Decision.APPROVE, parked.run(), digest, rejection)))
                .isInstanceOf(Refused.class);
        assertThat(scene.runs.open()).isEmpty();
    }

    @Test
    void proofThatWasUsedBeforeIsRefused() {
        Answer parked = parked(",\"limits\":{\"items\":2},\"approval\":{\"approvers\":2}");
        Digest digest = new Digest(parked.planDigest());
        Proof proof = FakeProofs.sign(ANN, Decision.APPROVE, parked.run(), digest, scene.clock.instant());
        Call.Decide decide = new Call.Decide(Decision.APPROVE, parked.run(), digest, proof);
        scene.advance(decide);

        assertThatThrownBy(() -> scene.advance(decide))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("used before");
    }

    @Test
    void twoApproversAreTwoPrincipals() {
        Answer parked = parked(",\"limits\":{\"items\":2},\"approval\":{\"approvers\":2}");

        assertThat(scene.decide(Decision.APPROVE, parked.run(), BOB).state()).isEqualTo(Status.BLOCKED);
        assertThat(scene.decide(Decision.APPROVE, parked.run(), EVE).state())
                .as("another session of one role")
                .isEqualTo(Status.BLOCKED);
        assertThat(scene.task.left()).hasSize(3);
        assertThat(scene.decide(Decision.APPROVE, parked.run(), ANN).state()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void approvalThatIsNotEnoughNeitherProlongsTheWaitNorAlertsAgain() {
        Answer parked = parked(",\"limits\":{\"items\":2},\"approval\":{\"approvers\":2}");
        scene.clock.advance(Duration.ofHours(1));

        Answer answer = scene.decide(Decision.APPROVE, parked.run(), ANN);

        assertThat(answer.wakeAt()).isEqualTo(parked.wakeAt());
        assertThat(scene.outlet.alerts()).hasSize(1);
    }

    @Test
    void rejectedRunEndsCancelled() {
        Answer parked = parked(",\"limits\":{\"items\":2}");

        Answer answer = scene.decide(Decision.REJECT, parked.run(), ANN);

        assertThat(answer.state()).isEqualTo(Status.CANCELLED);
        assertThat(answer.reason()).isEqualTo("rejected by " + ANN);
        assertThat(scene.task.left()).hasSize(3);
    }

    @Test
    void nobodyInTimeCancels() {
        Answer parked = parked(",\"limits\":{\"items\":2},\"approval\":{\"timeout\":\"PT3H\"}");

        scene.settle();

        assertThat(scene.stored(parked.run()).state().status()).isEqualTo(Status.CANCELLED);
        assertThat(scene.task.left()).hasSize(3);
        assertThat(parked.wakeAt()).contains(Instant.parse(Scene.SLOT).plusSeconds(2 + 3 * 3600));
    }

    @Test
    void nobodyInTimeFailsIfTheJobSaysSo() {
        Answer parked = parked(",\"limits\":{\"items\":2},\"approval\":{\"onTimeout\":\"fail\"}");

        scene.settle();

        assertThat(scene.stored(parked.run()).state().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void runThatWaitsForNobodyCannotBeApproved() {
        Answer done = parked("");

        assertThatThrownBy(() -> scene.decide(Decision.APPROVE, done.run(), ANN))
                .isInstanceOf(OrderRefused.class);
    }

    @Test
    void irreversibleItemsAboveTheStacksThresholdNeedApprovalUnlessTheJobWaivesIt() {
        Scene careful = Scene.small().unasked(2);
        careful.task.stale("a1", "a2", "a3");

        assertThat(careful.ask(apply()).state()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(careful.ask(apply(",\"approval\":{\"irreversible\":\"waived\"},\"onParked\":\"supersede\""), "again")
                        .state())
                .isEqualTo(Status.QUEUED);
        careful.settle();
        assertThat(careful.task.left()).isEmpty();
    }

    @Test
    void firstApplyOfASpecWaitsIfTheJobSaysSo() {
        String job = apply(",\"approval\":{\"firstApply\":\"required\"}");
        Answer parked = parked(",\"approval\":{\"firstApply\":\"required\"}");
        assertThat(parked.reason()).isEqualTo("the spec has never been applied");
        scene.decide(Decision.APPROVE, parked.run(), ANN);

        scene.task.stale("a4");
        assertThat(scene.ask(job, "second").state()).as("known by now").isEqualTo(Status.COMPLETED);
        scene.task.stale("b1");
        assertThat(scene.ask(job.replace("{\"prefix\":\"a\"}", "{\"prefix\":\"b\"}"), "third")
                        .state())
                .as("another spec")
                .isEqualTo(Status.AWAITING_APPROVAL);
    }

    @Test
    void dryRunNamesTheApprovalItWouldNeed() {
        scene.task.stale("a1", "a2", "a3");

        Answer answer = scene.ask(dryRun(",\"approval\":{\"above\":{\"items\":0}}"));

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(answer.reason()).isEqualTo("would need approval: plan 3 items > approval.above.items 0");
    }

    @Test
    void alertSaysHowToGoAndHowToStop() {
        Answer parked = parked(",\"approval\":{\"above\":{\"items\":2}}");

        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).startsWith("[AWAITING_APPROVAL] tidy");
            assertThat(alert.body())
                    .startsWith(
                            "Nothing was deleted or changed. No action needed before Mon 2 Feb 03:00 UTC (then cancelled).")
                    .contains("Go: broom approve " + parked.run() + " --digest " + parked.planDigest())
                    .contains("Stop: broom reject " + parked.run());
        });
    }

    private Answer parked(String more) {
        scene.task.stale("a1", "a2", "a3");
        return scene.ask(apply(more));
    }
}

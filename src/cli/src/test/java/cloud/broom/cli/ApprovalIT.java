package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.cli.local.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Plans that wait for a person, and what the person says, on the local cloud: its STS verifies who they are. */
final class ApprovalIT extends LiveStack {
    @Test
    void approvesThePlanThatWaitedAndNothingElse() throws IOException {
        JsonNode parked = parked("approved", "");
        String run = parked.path("run").asText();
        String plan = parked.path("planDigest").asText();
        put("approved/later");

        assertThat(broom.run("approve", run, "--digest", "0123abcd")).isEqualTo(2);
        assertThat(broom.err()).contains("has the plan " + plan + ", not 0123abcd");
        assertThat(broom.run("approve", run, "--digest", plan.substring(0, 7))).isEqualTo(2);
        assertThat(broom.err()).contains("is not the digest of a plan");
        assertThat(broom.run("approve", run, "--digest", plan.substring(0, 8)))
                .as(broom.err())
                .isZero();

        assertThat(broom.out())
                .contains("To be approved: 3 items of approved, ")
                .contains("Why it waits: plan 3 items > limits.items 2")
                .contains("approved/1")
                .contains("COMPLETED");
        assertThat(keys("approved/")).containsExactly("approved/later");
        assertThat(broom.run("show", run)).isZero();
        assertThat(broom.out()).contains("Approvals").containsPattern(OPERATOR + " +" + plan);
        assertThat(broom.run("approve", run, "--digest", plan)).isEqualTo(2);
        assertThat(broom.err()).contains("it waits for nobody's approval");
    }

    @Test
    void rejectsAPlan() throws IOException {
        JsonNode parked = parked("rejected", "");
        String run = parked.path("run").asText();
        String plan = parked.path("planDigest").asText();

        assertThat(broom.run("show", run)).isEqualTo(5);
        assertThat(broom.out()).contains("Next: broom approve " + run + " --digest " + plan);
        assertThat(broom.run("reject", run, "--digest", plan)).as(broom.err()).isZero();
        assertThat(broom.out()).contains("CANCELLED: rejected by " + OPERATOR);
        assertThat(keys("rejected/")).hasSize(3);
    }

    @Test
    void sendsNothingUnlessWhoeverIsAskedAgrees() throws IOException {
        JsonNode parked = parked("asked", "");
        String run = parked.path("run").asText();
        String plan = parked.path("planDigest").asText();
        Rehearsal hesitant = Rehearsal.live(sandbox.environment());
        hesitant.disagree();

        assertThat(hesitant.run("approve", run, "--digest", plan)).isEqualTo(2);
        assertThat(hesitant.err()).contains("Nothing was sent.");
        assertThat(keys("asked/")).hasSize(3);
        assertThat(hesitant.run("approve", run, "--digest", plan, "--yes")).isZero();
        assertThat(keys("asked/")).isEmpty();
    }

    @Test
    void tellsHowManyApprovalsAreMissing() throws IOException {
        JsonNode parked = parked("by-two", ", approval: { approvers: 2 }");
        String run = parked.path("run").asText();
        String plan = parked.path("planDigest").asText();

        assertThat(broom.run("approve", run, "--digest", plan)).isEqualTo(5);
        assertThat(broom.out()).contains("Approvals still missing: 1, of other principals.");
        assertThat(broom.run("reject", run, "--digest", plan, "-o", "json")).isZero();
        assertThat(answer().at("/approvals/0/by").asText()).isEqualTo(OPERATOR);
        assertThat(answer().path("missing").asInt(-1)).isZero();
        assertThat(keys("by-two/")).hasSize(3);
    }

    /** A run that found three objects of its own and may have two. */
    private JsonNode parked(String job, String more) throws IOException {
        put(job + "/1", job + "/2", job + "/3");
        String spec = "{ name: " + job + ", task: s3-stale-objects, owner: me, limits: { items: 2 }" + more
                + ", params: { bucket: demo-logs, prefix: " + job + "/, olderThan: PT0S } }";
        assertThat(broom.run("run", job, "-f", file(spec), "--apply", "-o", "json"))
                .as(broom.err())
                .isEqualTo(5);
        return answer();
    }

    private void put(String... keys) {
        try (Aws aws = Aws.of(sandbox.environment())) {
            for (String key : keys) {
                aws.s3().putObject(put -> put.bucket(Sandbox.BUCKET).key(key), RequestBody.fromString(key));
            }
        }
    }

    private List<String> keys(String prefix) {
        try (Aws aws = Aws.of(sandbox.environment())) {
            return aws.s3().listObjectsV2(list -> list.bucket(Sandbox.BUCKET).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }
}

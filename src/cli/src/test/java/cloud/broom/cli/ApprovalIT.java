package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.Aws;
import cloud.broom.cli.local.Sandbox;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Plans that wait for a person, and what the person says, on the local cloud: its STS verifies who they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApprovalIT {
    private static final String OPERATOR = "arn:aws:iam::123456789012:user/operator";

    private final Sandbox sandbox = Sandbox.start(Rehearsal.home(), Clock.systemUTC(), 0, line -> {});
    private final Rehearsal broom = Rehearsal.live(sandbox.environment());

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    void takeDown() {
        sandbox.close();
    }

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

    private String file(String job) throws IOException {
        return Files.writeString(folder.resolve("broom.yaml"), "{ jobs: [ " + job + " ] }")
                .toString();
    }

    private JsonNode answer() {
        return Json.parse(broom.out(), "output");
    }
}

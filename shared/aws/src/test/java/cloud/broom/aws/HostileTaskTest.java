package cloud.broom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.Bounds;
import cloud.broom.Broom;
import cloud.broom.Confines;
import cloud.broom.Stores;
import cloud.broom.approval.Proofs;
import cloud.broom.call.Call;
import cloud.broom.call.CallReader;
import cloud.broom.fact.Facts;
import cloud.broom.gate.OwnStack;
import cloud.broom.gate.Territory;
import cloud.broom.run.Status;
import cloud.broom.task.Guard;
import cloud.broom.testkit.FakeClock;
import cloud.broom.testkit.FakeInvocation;
import cloud.broom.testkit.FakeOutlet;
import cloud.broom.testkit.FakeParts;
import cloud.broom.testkit.FakeRuns;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * A task with real clients that does not keep to what it declares, in a process that has what a function's zip has. Whatever it
 * swallows, nothing is sent, and its run ends FAILED with an alert that names the call.
 */
final class HostileTaskTest {
    private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");
    private static final Region REGION = Region.EU_CENTRAL_1;

    private final CountingEndpoint endpoint = new CountingEndpoint();
    private final Aws aws = Aws.of(Map.of(
            "AWS_REGION",
            REGION.id(),
            "AWS_ACCESS_KEY_ID",
            "key",
            "AWS_SECRET_ACCESS_KEY",
            "secret",
            "AWS_ENDPOINT_URL",
            endpoint.address().toString()));
    private final Guard guard = new Guard();
    private final FakeClock clock = new FakeClock(NOW);
    private final S3Client s3 = aws.forTask(guard, clock).s3();
    private final FakeOutlet outlet = new FakeOutlet();

    HostileTaskTest() throws IOException {}

    @AfterEach
    void close() {
        aws.close();
        endpoint.close();
    }

    @Test
    void whatIsDeclaredIsSentAndCounted() {
        Answer answer = apply(new HostileTask(this::list, () -> {}, this::delete));

        assertThat(answer.state()).isEqualTo(Status.COMPLETED);
        assertThat(endpoint.reached()).containsExactly("GET", "DELETE");
        assertThat(answer.calls().byOperation()).isEqualTo(Map.of("S3.ListObjectsV2", 1L, "S3.DeleteObject", 1L));
    }

    @Test
    void anUndeclaredCallIsRefused() {
        assertRefused(apply(HostileTask.acting(swallowing(() -> s3.deleteBucket(b -> b.bucket("b"))))), "DeleteBucket");
    }

    @Test
    void aWriteWhilePlanningIsRefused() {
        assertRefused(apply(HostileTask.looking(swallowing(this::delete))), "S3.DeleteObject, a WRITE");
    }

    @Test
    void aWriteInADryRunIsRefused() {
        assertRefused(dryRun(HostileTask.looking(swallowing(this::delete))), "S3.DeleteObject, a WRITE");
    }

    @Test
    void aCallWhileJudgingIsRefused() {
        assertRefused(apply(HostileTask.judging(swallowing(this::list))), "while the task is JUDGING");
    }

    @Test
    void aCallFromAnotherThreadIsRefused() {
        assertRefused(apply(HostileTask.looking(() -> inAnotherThread(swallowing(this::list)))), "from thread other");
    }

    @Test
    void aCallOutsideOfEveryStepIsRefused() {
        swallowing(this::list).run();

        assertRefused(apply(HostileTask.looking(() -> {})), "while the engine had asked for nothing");
    }

    @Test
    void aCallPastTheDeadlineIsRefused() {
        apply(HostileTask.looking(() -> {
            clock.advance(Duration.ofHours(1));
            swallowing(this::list).run();
        }));

        assertThat(endpoint.reached()).isEmpty();
    }

    @Test
    void anAsynchronousClientIsRefused() {
        SilentHttp http = new SilentHttp();
        assertRefused(
                apply(HostileTask.looking(swallowing(() -> S3AsyncClient.builder()
                        .region(REGION)
                        .endpointOverride(endpoint.address())
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClient(http)
                        .build()
                        .listObjectsV2(list -> list.bucket("b"))
                        .join()))),
                "S3.ListObjectsV2 was called by a client of the task's own");
        assertThat(http.asked()).isZero();
    }

    @Test
    void aPresignerIsRefused() {
        List<String> signed = new ArrayList<>();
        assertRefused(
                apply(HostileTask.looking(swallowing(() -> signed.add(presigned())))),
                "GetObject was called by a client of the task's own");
        assertThat(signed).isEmpty();
    }

    @Test
    void aClientOfItsOwnIsRefused() {
        assertRefused(
                apply(HostileTask.looking(swallowing(() -> ownClient().listObjectsV2(list -> list.bucket("b"))))),
                "S3.ListObjectsV2 was called by a client of the task's own");
    }

    @Test
    void aClientOfItsOwnInAnotherThreadIsRefused() {
        assertRefused(
                apply(HostileTask.acting(() -> inAnotherThread(swallowing(() ->
                        ownClient().deleteObject(delete -> delete.bucket("b").key("k")))))),
                "S3.DeleteObject was called by a client of the task's own");
    }

    @Test
    void aRefusalThatIsNotSwallowedFailsTheRunAlike() {
        assertRefused(apply(HostileTask.looking(this::delete)), "S3.DeleteObject, a WRITE");
    }

    @Test
    void theEnginesOwnClientsAreLetThroughAtAnyTime() {
        aws.begin(FakeInvocation.of(clock, Duration.ofMinutes(15), 1));
        aws.s3().listObjectsV2(list -> list.bucket("records"));

        assertThat(endpoint.reached()).containsExactly("GET");
    }

    private void assertRefused(Answer answer, String call) {
        assertThat(endpoint.reached()).isEmpty();
        assertThat(answer.state()).isEqualTo(Status.FAILED);
        assertThat(answer.reason()).startsWith("Broom.Forbidden: ").contains(call);
        assertThat(outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.body())
                .contains(call));
    }

    private Answer apply(HostileTask task) {
        return run(task, "apply");
    }

    private Answer dryRun(HostileTask task) {
        return run(task, "dry-run");
    }

    private Answer run(HostileTask task, String mode) {
        Confines confines = new Confines(guard, OwnStack.NONE, Territory.ANYWHERE);
        FakeRuns runs = new FakeRuns();
        Stores stores = new Stores(runs, runs.notices(), new FakeParts(), Facts.NONE);
        FakeInvocation here = FakeInvocation.of(clock, Duration.ofMinutes(15), 1);
        aws.begin(here);
        KnownClients.tell(guard);
        return new Broom(task, stores, outlet, Proofs.NONE, Bounds.DEFAULT, confines).advance(call(mode), here);
    }

    private static Call call(String mode) {
        String payload =
                """
                {"job": {"name": "hostile", "task": "hostile", "mode": "%s", "owner": "team", "params": {}}, "slot": "%s"}
                """
                        .formatted(mode, NOW);
        return CallReader.read(payload, "request")
                .<Optional<Call>>match(
                        Optional::of,
                        ofJob -> Optional.empty(),
                        ofResource -> Optional.empty(),
                        ofIncident -> Optional.empty())
                .orElseThrow();
    }

    private void list() {
        s3.listObjectsV2(list -> list.bucket("b"));
    }

    private void delete() {
        s3.deleteObject(delete -> delete.bucket("b").key("k"));
    }

    private S3Client ownClient() {
        return S3Client.builder()
                .region(REGION)
                .endpointOverride(endpoint.address())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(ApacheHttpClient.create())
                .build();
    }

    private String presigned() {
        try (S3Presigner presigner = S3Presigner.builder()
                .region(REGION)
                .endpointOverride(endpoint.address())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build()) {
            return presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(get -> get.bucket("b").key("k")))
                    .url()
                    .toString();
        }
    }

    private static Runnable swallowing(Runnable deed) {
        return () -> {
            try {
                deed.run();
            } catch (RuntimeException swallowed) {
                // as a careless task does
            }
        };
    }

    private static void inAnotherThread(Runnable deed) {
        Thread other = new Thread(deed, "other");
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package cloud.broom.it.way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Elsewhere;
import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.it.way.Told.Counts;
import cloud.broom.job.JobName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A stack whose role would let a job clean the record bucket: it does not, and no run is where none is allowed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConfinesIT {
    private final LocalStage stage = new LocalStage();
    private final Surroundings here;

    ConfinesIT(@TempDir Path folder) throws IOException {
        Path template = TemplateCopy.unchanged().in(folder);
        here = stage.deploy(template, "confined", LocalStage.TARGETS + "," + recordBucket(template));
    }

    /** What the record bucket of that stack is called: the local cloud makes up the same names each time. */
    private static String recordBucket(Path template) {
        try (LocalStage before = new LocalStage()) {
            return before.deploy(template, "confined", LocalStage.TARGETS).records();
        }
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void aJobAimedAtTheRecordBucketPlansNothingAndSaysSo() throws Exception {
        here.function().call(Ask.apply("first", LocalStage.BUCKET));
        stage.s3().seed(here.records(), "runs/old/plan.gz", 10, Instant.EPOCH);
        List<String> before = stage.s3().keys(here.records());

        Told told = here.function().call(Ask.apply("own", here.records()).params(p -> p.put("prefix", "runs/")));

        told.is("COMPLETED", Counts.allDone(1, 0));
        assertThat(told.json().path("exempt").asInt()).isEqualTo(1);
        assertThat(told.notes()).anyMatch(note -> note.equals(here.records() + " belongs to the stack confined"));
        assertThat(stage.s3().keys(here.records())).containsAll(before);
    }

    @Test
    void aRunCountsTheCallsItsTaskHasMade() throws Exception {
        stage.s3().seed(LocalStage.BUCKET, "counted/1", 10, Instant.EPOCH);

        Told told = here.function().call(Ask.apply("counted", LocalStage.BUCKET));

        assertThat(told.json().path("calls").toString())
                .isEqualTo(
                        "{\"S3.DeleteObjects\":1,\"S3.GetBucketTagging\":2,\"S3.GetBucketVersioning\":1,\"S3.ListObjectsV2\":2}");
    }

    @Test
    void nothingIsRecordedWhereNoRunIsAllowed() {
        assertThatThrownBy(() -> here.function(Map.of("BROOM_ACCOUNTS", "444455556666"))
                        .call(Ask.apply("elsewhere", LocalStage.BUCKET)))
                .isInstanceOf(Elsewhere.class)
                .hasMessageContaining("444455556666");
        try (Aws aws = here.aws()) {
            assertThat(new DynamoRuns(aws.dynamoDb(), here.table()).registered(new JobName("elsewhere")))
                    .isEmpty();
        }
    }
}

package cloud.broom.it.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.aws.DynamoRuns;
import cloud.broom.aws.DynamoTimetables;
import cloud.broom.it.Await;
import cloud.broom.job.JobName;
import cloud.broom.job.Slot;
import cloud.broom.run.SlotUse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Schedules that nobody calls for: the watchdog finds out by itself, records what was missed, and tells of it. */
@Tag("deployed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UnfiredSlotsIT {
    /** The watchdog surveys the schedules every five minutes. */
    private static final Duration IT_IS_KNOWN = Duration.ofMinutes(8);

    /** A schedule's minute, a minute of tolerance, another survey, and the watchdog's next pass. */
    private static final Duration IT_IS_MISSED = Duration.ofMinutes(10);

    private static final Duration TOLD = Duration.ofMinutes(4);

    private final String stem = "broom-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Cloud cloud = Cloud.ofEnvironment();
    private final SamStack stack;
    private final Calls calls;
    private final DynamoRuns runs;
    private final DynamoTimetables timetables;
    private final Bucket bucket = new Bucket(cloud.s3(), stem + "-target");
    private final Inbox inbox;

    UnfiredSlotsIT() throws IOException, InterruptedException {
        stack = SamStack.deploy(cloud, stem, Map.of("TargetBuckets", bucket.name()));
        calls = new Calls(cloud.lambda(), stack.output("S3StaleObjectsFunction"));
        runs = new DynamoRuns(cloud.dynamoDb(), stack.output("Table"));
        timetables = new DynamoTimetables(cloud.dynamoDb(), stack.output("Table"));
        inbox = Inbox.subscribedTo(cloud, stack.output("Topic"), stem + "-inbox");
        bucket.create();
    }

    @AfterAll
    void remove() throws IOException {
        inbox.close();
        bucket.delete();
        stack.close();
        cloud.close();
    }

    /** Its target names a version of the function that there is not: EventBridge cannot deliver a single call. */
    @Test
    void jobThatNeverFiredIsMissed() throws Exception {
        JobName job = new JobName("never-fired");
        try (Schedule never = schedule(job, calls.arn() + ":gone", "skip")) {
            JsonNode event = stack.listener().expect("Run Missed", job.value(), IT_IS_KNOWN.plus(IT_IS_MISSED));

            SlotUse slot =
                    runs.slot(job, new Slot(event.at("/detail/slot").asText())).orElseThrow();
            assertThat(slot.run()).as(never.name()).isEmpty();
            assertThat(slot.missed().orElseThrow().reason()).contains("it did not start within");
            assertThat(runs.recent(job, 10)).allMatch(line -> line.status().equals("MISSED"));
            assertThat(inbox.expect("[MISSED] never-fired", TOLD)).contains("did not run");
        }
    }

    /** A stand-in that does not put the instant in place of its name fires one slot again and again: the watchdog starts the others. */
    @Test
    void slotsOfAScheduleThatSomebodyDisabledAreMissedAndTheWatchdogSaysSo() throws Exception {
        JobName job = new JobName("disabled");
        try (Schedule schedule = schedule(job, calls.arn(), "run-once")) {
            Await.atMost(IT_IS_KNOWN, "a run that it fired", () -> runs.recent(job, 10).stream()
                    .filter(line -> line.status().equals("COMPLETED"))
                    .findFirst());
            Await.atMost(IT_IS_KNOWN, "its timetable", () -> timetables.find(job));

            schedule.disable();

            JsonNode event = stack.listener().expect("Run Missed", job.value(), IT_IS_MISSED);
            assertThat(event.at("/detail/reason").asText()).contains(schedule.name() + " is disabled");
            assertThat(inbox.expect("[MISSED] disabled", TOLD)).contains("is disabled");
        }
    }

    private Schedule schedule(JobName job, String function, String misfire) {
        ObjectNode call = Calls.ask(job.value(), bucket.name(), "dry-run", Schedule.SLOT);
        call.withObject("/job/schedule")
                .put("rate", "1 minute")
                .put("tolerance", "PT1M")
                .put("misfire", misfire);
        return Schedule.eachMinute(
                cloud, stem + "-" + job.value(), function, stack.output("S3StaleObjectsScheduleRole"), call);
    }
}

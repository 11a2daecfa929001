package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.cli.local.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Runs and orders by the commands, against the stack as it is deployed, on the local cloud. */
final class StackIT extends LiveStack {
    @Test
    void runsDryUnlessToldToApply() throws IOException {
        assertThat(broom.run("run", "look", "-f", file(LOOK), "-o", "json"))
                .as(broom.err())
                .isZero();

        JsonNode answer = answer();
        assertThat(answer.path("mode").asText()).isEqualTo("dry-run");
        assertThat(answer.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(answer.path("found").asInt()).isEqualTo(2400);
        assertThat(answer.path("done").asInt()).isZero();
    }

    @Test
    void plansAndSaysWhatThePlanComesToAndHowItDriftedFromTheLast() throws IOException {
        String narrow = LOOK.replace("look", "drift").replace("P90D", "P100D");
        assertThat(broom.run("plan", "drift", "-f", file(narrow), "-o", "json"))
                .as(broom.err())
                .isZero();
        long fewer = answer().at("/plan/all/items").asLong();
        assertThat(fewer).isPositive().isLessThanOrEqualTo(2400);

        assertThat(broom.run("plan", "drift", "-f", file(LOOK.replace("look", "drift"))))
                .as(broom.err())
                .isZero();
        assertThat(broom.out()).contains("By reason").contains("olderThan").contains("Next: broom plan diff ");
        String run = broom.out().replaceAll("(?s).*Next: broom plan diff (\\S+).*", "$1");

        assertThat(broom.run("plan", "show", run, "-o", "json")).as(broom.err()).isZero();
        assertThat(answer().at("/plan/all/items").asLong()).isEqualTo(2400);
        assertThat(broom.run("plan", "diff", run, "-o", "json")).as(broom.err()).isZero();
        assertThat(answer().at("/diff/both").asLong()).isEqualTo(fewer);
        assertThat(answer().at("/diff/added/all/items").asLong()).isEqualTo(2400 - fewer);
        assertThat(broom.run("plan", "diff", run)).isZero();
        assertThat(broom.out()).contains("only in this plan");
    }

    @Test
    void explainsWhatARunWouldMakeOfOneObject() throws IOException {
        String job = file(LOOK.replace("look", "explained"));
        broom.run("run", "explained", "-f", job);

        assertThat(broom.run("explain", "explained", "app/log-00000.gz", "-o", "json"))
                .as(broom.err())
                .isZero();
        assertThat(answer().path("fate").asText()).isEqualTo("GOES");
        assertThat(answer().at("/evidence/0/predicate").asText()).isEqualTo("olderThan");
        assertThat(answer().at("/lastRun/verdict").asText()).isEqualTo("planned");
        assertThat(broom.run("explain", "explained", "app/none")).isZero();
        assertThat(broom.out()).contains("is not there");
        assertThat(broom.run("explain", "explained", "app/log-00000.gz", "-f", job))
                .isZero();
        assertThat(broom.out()).contains("would go").contains("olderThan").contains("Limits of the job");
    }

    @Test
    void runsARegisteredJobByItsName() throws IOException {
        broom.run("run", "registered", "-f", file(LOOK.replace("look", "registered")));

        assertThat(broom.run("run", "registered", "-o", "json")).as(broom.err()).isZero();
        assertThat(answer().path("found").asInt()).isEqualTo(2400);
    }

    @Test
    void runsForAnEventAsARuleWouldAsOftenAsItIsTried() throws IOException {
        String job = file(LOOK.replace("look", "triggered")
                .replace("bucket: demo-logs", "bucket: { $event: /detail/bucket/name }"));
        String event = Files.writeString(
                        folder.resolve("created.json"),
                        """
                        {"id": "17793124", "detail-type": "Object Created", "source": "aws.s3",
                         "detail": {"bucket": {"name": "demo-logs"}}}
                        """)
                .toString();

        JsonNode first = answerOf("run", "triggered", "-f", job, "--event", event);
        JsonNode second = answerOf("run", "triggered", "--event", event);

        assertThat(first.path("found").asInt()).as(broom.err()).isEqualTo(2400);
        assertThat(first.path("slot").asText()).startsWith("event/");
        assertThat(second.path("found").asInt()).as(broom.err()).isEqualTo(2400);
        assertThat(second.path("run").asText()).isNotEqualTo(first.path("run").asText());
        assertThat(broom.run("plan", "triggered", "--event", event))
                .as(broom.err())
                .isZero();
        assertThat(broom.run("run", "triggered")).isEqualTo(2);
        assertThat(broom.err()).contains("is taken from an event, and the call has none");
    }

    @Test
    void refusesAnEventThatIsNoneBeforeAnythingIsStarted() throws IOException {
        String job = file(LOOK);

        assertThat(broom.run("run", "look", "-f", job, "--event", job)).isEqualTo(2);
        assertThat(broom.err()).contains("is not JSON").contains("nothing was started");
        assertThat(broom.run("run", "look", "-f", job, "--event", "gone.json")).isEqualTo(2);
        assertThat(broom.err()).contains("there is no file gone.json");
        assertThat(broom.run("run", "look", "-f", job, "--event", "x.json", "--slot", "y"))
                .isEqualTo(2);
        assertThat(broom.err()).contains("both --slot and --event");
    }

    @Test
    void showsWhatARunHasLogged() throws IOException {
        JsonNode run = answerOf("run", "logged", "-f", file(LOOK.replace("look", "logged")));
        String id = run.path("run").asText();

        assertThat(broom.run("logs", id)).as(broom.err()).isZero();
        assertThat(broom.out()).contains(" INFO  answer {").contains("Next: broom show " + id);
        assertThat(broom.run("logs", id, "--follow")).isZero();
        assertThat(broom.out()).contains(" INFO  answer {");

        JsonNode lines = answerOf("logs", id).path("lines");
        assertThat(lines).allSatisfy(any -> assertThat(any.path("run").asText()).isEqualTo(id));
        JsonNode line = StreamSupport.stream(lines.spliterator(), false)
                .filter(any -> any.path("message").asText().startsWith("answer {"))
                .findFirst()
                .orElseThrow();
        assertThat(line.path("job").asText()).isEqualTo("logged");
        assertThat(line.path("task").asText()).isEqualTo("s3-stale-objects");
        assertThat(line.path("invocation").asText()).isNotEmpty();
        assertThat(line.path("function").asText()).contains(":function:");
    }

    @Test
    void leadsFromARunToItsRecord() throws IOException {
        broom.run("run", "look", "-f", file(LOOK), "--slot", "for-show");
        assertThat(broom.out()).contains("COMPLETED").contains("--apply");
        String run = broom.out().replaceAll("(?s).*Next: broom show (\\S+),.*", "$1");

        assertThat(broom.run("show", run)).isZero();
        assertThat(broom.out())
                .contains("look (s3-stale-objects, dry-run)")
                .containsPattern("scanned +found")
                .contains("claimed")
                .contains("app/log-00000.gz")
                .contains("olderThan YES")
                .contains("s3://")
                .contains("Next: broom runs look");
        assertThat(broom.run("show", run, "-o", "json", "--items", "2")).isZero();
        assertThat(answer().at("/detail/planned")).hasSize(2);
        assertThat(broom.run("runs", "look")).isZero();
        assertThat(broom.out()).contains(run).contains("COMPLETED").contains("Next: broom show ");
        assertThat(broom.run("runs", "-o", "json")).isZero();
        assertThat(answer().path("runs").findValuesAsText("id")).contains(run);
    }

    @Test
    void tellsThatASlotHasItsRunAlready() throws IOException {
        broom.run("run", "look", "-f", file(LOOK), "--slot", "twice");

        assertThat(broom.run("run", "look", "-f", file(LOOK), "--slot", "twice", "-o", "json"))
                .isZero();
        assertThat(answer().path("duplicate").asBoolean()).isTrue();
    }

    @Test
    void refusesASlotThatWasForAnotherSpec() throws IOException {
        broom.run("run", "look", "-f", file(LOOK), "--slot", "taken");

        assertThat(broom.run("run", "look", "-f", file(LOOK.replace("P90D", "P91D")), "--slot", "taken"))
                .isEqualTo(2);
        assertThat(broom.err()).contains("slot taken of job look already has run look.");
    }

    @Test
    void endsWithALimitsOwnCodeAndDeletesNothing() throws IOException {
        assertThat(broom.run("run", "blocked", "-f", file(LOOK.replace("look", "blocked")), "--apply"))
                .isEqualTo(5);
        assertThat(broom.out()).contains("BLOCKED: ").contains("limits.items 1,000");
        assertThat(broom.run("run", "look", "-f", file(LOOK), "-o", "json")).isZero();
        assertThat(answer().path("scanned").asInt()).isEqualTo(3000);
    }

    @Test
    void tellsWhatTheFunctionRefusesWithItsPath() throws IOException {
        assertThat(broom.run("run", "look", "-f", file(LOOK), "--slot", "2020-01-01T00:00:00Z"))
                .isEqualTo(2);
        assertThat(broom.err())
                .contains("slot: 2020-01-01T00:00:00Z is older than")
                .contains("Nothing was started.")
                .doesNotContain("\tat ");
    }

    @Test
    void namesTheParameterThatTheTaskRefuses() throws IOException {
        assertThat(broom.run("run", "look", "-f", file(LOOK.replace("P90D", "90 days"))))
                .isNotZero();
        assertThat(broom.out() + broom.err()).contains("params.olderThan").contains("90 days");
    }

    @Test
    void endsWithFailureIfTheRunDoes() throws IOException {
        String missing = LOOK.replace("demo-logs", Sandbox.MISSING_BUCKET).replace("look", "missing");

        assertThat(broom.run("run", "missing", "-f", file(missing))).isEqualTo(3);
        assertThat(broom.out()).contains("FAILED: ").contains("NoSuchBucket").contains("Next: broom show missing.");
    }

    @Test
    void cancelsARunAndTellsWhoSaidSo() throws IOException {
        broom.run("run", "unwanted", "-f", file(LOOK.replace("look", "unwanted")), "--apply", "-o", "json");
        String run = answer().path("run").asText();

        assertThat(broom.run("cancel", run)).as(broom.err()).isZero();
        assertThat(broom.out()).contains("CANCELLED: by " + OPERATOR).contains("Next: broom retry " + run);
        assertThat(broom.run("show", run)).isEqualTo(7);
        assertThat(broom.out()).contains("CANCEL by " + OPERATOR);
        assertThat(broom.run("cancel", run, "-o", "json")).isEqualTo(2);
        assertThat(broom.err())
                .contains("is CANCELLED: it cannot be told to cancel")
                .contains("Nothing was changed");
        assertThat(answer().at("/error/kind").asText()).isEqualTo("refused");
    }

    @Test
    void triesAnEndedRunAgainAsANewOne() throws IOException {
        broom.run("run", "again", "-f", file(LOOK.replace("look", "again")), "-o", "json");
        String run = answer().path("run").asText();

        assertThat(broom.run("resume", run)).isEqualTo(2);
        assertThat(broom.err()).contains("it cannot be told to resume");
        assertThat(broom.run("retry", run, "-o", "json")).as(broom.err()).isZero();
        assertThat(answer().path("slot").asText()).isEqualTo("retry/" + run + "/1");
        assertThat(answer().path("run").asText()).isNotEqualTo(run);
        assertThat(answer().path("found").asInt()).isEqualTo(2400);
    }

    @Test
    void startsNoRunOfAPausedJob() throws IOException {
        broom.run("run", "paused", "-f", file(LOOK.replace("look", "paused")));

        assertThat(broom.run("pause", "paused")).as(broom.err()).isZero();
        assertThat(broom.out()).contains("Paused: ").contains(OPERATOR).contains("Next: broom unpause paused");
        assertThat(broom.run("run", "paused", "-o", "json")).isEqualTo(7);
        assertThat(answer().path("state").asText()).isEqualTo("SKIPPED");
        assertThat(answer().path("reason").asText()).isEqualTo("paused by " + OPERATOR);
        assertThat(broom.run("unpause", "paused", "-o", "json")).as(broom.err()).isZero();
        assertThat(broom.out().strip()).isEqualTo("{\"job\":\"paused\"}");
        assertThat(broom.run("run", "paused")).as(broom.err()).isZero();
    }

    @Test
    void tellsNothingToWhatIsNotThere() {
        assertThat(broom.run("pause", "unheard-of")).isEqualTo(2);
        assertThat(broom.err()).contains("has run no job unheard-of");
        assertThat(broom.run("cancel", "look.0123456789abcdef")).isEqualTo(2);
        assertThat(broom.err()).contains("there is no run look.0123456789abcdef");
    }

    @Test
    void namesWhatIsNotThere() throws IOException {
        assertThat(broom.run("run", "unheard-of")).isEqualTo(2);
        assertThat(broom.err()).contains("has run no job unheard-of").contains("-f broom.yaml");
        assertThat(broom.run("run", "other", "-f", file(LOOK))).isEqualTo(2);
        assertThat(broom.err()).contains("there is no job other").contains("Its jobs are: look");
        assertThat(broom.run("run", "look", "-f", file(LOOK.replace("s3-stale-objects", "s3-new"))))
                .isEqualTo(2);
        assertThat(broom.err()).contains("S3NewFunction").contains("S3StaleObjectsFunction");
        assertThat(broom.run("show", "look.0123456789abcdef")).isEqualTo(2);
        assertThat(broom.err()).contains("there is no run look.0123456789abcdef");
        assertThat(broom.run("runs", "--stack", "other")).isEqualTo(3);
        assertThat(broom.err()).contains("there is no stack other").contains("BROOM_STACK");
    }

    @Test
    void listsSchedulesAndLostCallsOfAStackThatHasNone() {
        assertThat(broom.run("schedule", "ls")).as(broom.err()).isZero();
        assertThat(broom.out()).contains("No schedule is known that calls a function of this stack.");
        assertThat(answerOf("schedule", "ls").path("schedules")).isEmpty();
        assertThat(broom.run("redrive", "--list")).as(broom.err()).isZero();
        assertThat(broom.out()).contains("No call has been given up.");
        assertThat(broom.run("redrive", "--all")).isZero();
        assertThat(broom.out()).contains("Nothing is left to be sent again.");
        assertThat(broom.run("redrive", "unheard-of")).isEqualTo(2);
        assertThat(broom.err()).contains("no call is kept as unheard-of");
    }

    @Test
    void tellsThatCredentialsAreNotGood() {
        Map<String, String> stranger = new HashMap<>(sandbox.environment());
        stranger.put("AWS_ACCESS_KEY_ID", "AKIASTRANGER00000000");
        Rehearsal theirs = Rehearsal.live(stranger);

        assertThat(theirs.run("runs")).isEqualTo(3);
        assertThat(theirs.err()).contains("cannot look up stack broom: ").contains("sign in again");
    }
}

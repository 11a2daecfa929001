package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.cli.local.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What keeps resources, stops runs and brings back what went, by the commands. */
final class SafetyIT extends LiveStack {
    @Test
    void undoesARunAndLeavesItsJobPaused() throws IOException {
        String job = LOOK.replace("demo-logs", Sandbox.VERSIONED_BUCKET)
                .replace("app/", "reports/")
                .replace("look", "reports");
        broom.run("run", "reports", "-f", file(job), "--apply", "-o", "json");
        String run = answer().path("run").asText();
        assertThat(answer().path("done").asInt()).as(broom.err()).isEqualTo(20);

        assertThat(broom.run("undo", run, "--dry-run", "--items", "reports/0*"))
                .as(broom.err())
                .isZero();
        assertThat(broom.out())
                .contains("undo-reports (undo-s3-stale-objects, dry-run)")
                .contains("job reports is not paused")
                .contains(", then broom undo " + run + " --items 'reports/0*'");
        assertThat(broom.run("undo", run)).as(broom.err()).isZero();
        assertThat(broom.out()).contains("COMPLETED").contains("Paused: ").contains("broom unpause reports");
        assertThat(broom.run("undo", run, "-o", "json")).isZero();
        assertThat(answer().at("/undo/done").asInt()).isEqualTo(20);
        assertThat(answer().at("/undo/duplicate").asBoolean()).isTrue();
        assertThat(answer().at("/paused/pausedBy").asText()).isEqualTo(OPERATOR);
        assertThat(broom.run("run", "reports", "--apply")).isEqualTo(7);
        String undo = answerOf("runs", "undo-reports").at("/runs/0/id").asText();
        assertThat(broom.run("undo", undo)).isEqualTo(2);
        assertThat(broom.err())
                .contains("has no task undo-undo-s3-stale-objects")
                .contains("InstallUndo=true");
    }

    @Test
    void undoesNothingOfARunThatOnlyLooked() throws IOException {
        broom.run("run", "dry", "-f", file(LOOK.replace("look", "dry")), "-o", "json");

        assertThat(broom.run("undo", answer().path("run").asText())).isEqualTo(2);
        assertThat(broom.err()).contains("was a dry run");
    }

    @Test
    void keepsWhatARunLookedUpAndForgetsItOnDemand() throws IOException {
        String cached =
                LOOK.replace("owner: me,", "owner: me, cache: { ttl: PT6H },").replace("look", "cached");
        assertThat(broom.run("run", "cached", "-f", file(cached)))
                .as(broom.err())
                .isZero();
        assertThat(broom.run("run", "cached", "-f", file(cached)))
                .as(broom.err())
                .isZero();
        String run = broom.out().replaceAll("(?s).*Next: broom show (\\S+),.*", "$1");
        assertThat(broom.run("show", run)).isZero();
        assertThat(broom.out())
                .contains("bucket demo-logs is not versioned (as of ")
                .contains("cache: hits 4, misses 0");

        assertThat(broom.run("cache", "ls", "-o", "json")).as(broom.err()).isZero();
        JsonNode fact = answer().at("/facts/0");
        assertThat(fact.path("question").asText()).isEqualTo("S3.GetBucketVersioning {\"bucket\":\"demo-logs\"}");
        assertThat(fact.path("task").asText()).isEqualTo("s3-stale-objects");
        assertThat(broom.run("cache", "ls")).isZero();
        assertThat(broom.out())
                .contains("Next: broom cache rm " + fact.path("key").asText());
        assertThat(broom.run("cache", "rm", fact.path("key").asText())).isZero();
        assertThat(broom.out()).contains("Forgotten: 1.");
        assertThat(broom.run("cache", "rm", "--all", "-o", "json")).isZero();
        assertThat(answer().path("forgotten").asInt()).as("the bucket's tags").isEqualTo(1);
        assertThat(broom.run("cache", "ls", "--task", "s3-stale-objects")).isZero();
        assertThat(broom.out()).contains("Nothing is kept for task s3-stale-objects.");
    }

    @Test
    void exemptsWhatMustNotGo() throws IOException {
        assertThat(broom.run(
                        "exempt",
                        "add",
                        "app/log-000*",
                        "--owner",
                        "team-a",
                        "--reason",
                        "legal hold",
                        "--expires",
                        "P9D",
                        "--job",
                        "exempting"))
                .as(broom.err())
                .isZero();
        assertThat(broom.out()).contains("Exempt: app/log-000* from job exempting, until ");
        String exempting = LOOK.replace("look", "exempting");
        assertThat(broom.run("run", "exempting", "-f", file(exempting), "-o", "json"))
                .as(broom.err())
                .isZero();
        assertThat(answer().path("exempt").asInt()).isEqualTo(80);
        assertThat(answer().path("found").asInt()).isEqualTo(2320);
        assertThat(answer().at("/notes/0").asText())
                .startsWith("exempt by 'app/log-000*' (team-a: legal hold), expires soon: ");

        assertThat(broom.run("exempt", "ls", "-o", "json")).isZero();
        assertThat(answer().at("/exemptions/0/state").asText()).isEqualTo("expires soon");
        assertThat(answer().at("/exemptions/0/createdBy").asText()).isEqualTo(OPERATOR);
        assertThat(broom.run("exempt", "ls")).isZero();
        assertThat(broom.out()).contains("Next: broom exempt rm 'app/log-000*' --job exempting");
        assertThat(broom.run("exempt", "rm", "app/log-000*")).isEqualTo(2);
        assertThat(broom.err()).contains("there is no exemption app/log-000* from every job");
        assertThat(broom.run("exempt", "rm", "app/log-000*", "--job", "exempting"))
                .isZero();
        assertThat(broom.run("exempt", "ls")).isZero();
        assertThat(broom.out()).contains("Nothing is exempt.");
    }

    @Test
    void stopsEveryRunUntilItIsToldToGo() throws IOException {
        try {
            assertThat(broom.run("stop", "--all", "--why", "failing over"))
                    .as(broom.err())
                    .isZero();
            assertThat(broom.out())
                    .contains("Stopped: every run, stopped by " + OPERATOR)
                    .contains("Next: broom go");
            assertThat(broom.run("run", "stopped", "-f", file(LOOK.replace("look", "stopped")), "-o", "json"))
                    .isEqualTo(7);
            assertThat(answer().path("state").asText()).isEqualTo("SKIPPED");
            assertThat(answer().path("reason").asText())
                    .isEqualTo("kill-switch: stopped by " + OPERATOR + ": failing over");
        } finally {
            assertThat(broom.run("go")).as(broom.err()).isZero();
        }
        assertThat(broom.run("run", "stopped", "-f", file(LOOK.replace("look", "stopped"))))
                .as(broom.err())
                .isZero();
    }
}

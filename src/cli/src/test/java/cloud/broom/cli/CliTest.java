package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {
    private final Rehearsal broom = Rehearsal.plain();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "runs",
                "show",
                "undo",
                "validate",
                "cancel",
                "retry",
                "resume",
                "approve",
                "reject",
                "pause",
                "unpause",
                "cache ls",
                "cache rm",
                "exempt add",
                "exempt ls",
                "exempt rm",
                "stop",
                "go"
            })
    void documentsEveryExitCodeInItsHelp(String command) {
        int exit = command.isEmpty() ? broom.run("--help") : broom.run((command + " --help").split(" "));

        assertThat(exit).isZero();
        assertThat(broom.out())
                .contains("Exit codes:")
                .containsPattern("(?m)^ +0 +done")
                .containsPattern("(?m)^ +2 +bad usage")
                .containsPattern("(?m)^ +7 +the run was skipped");
    }

    @Test
    void refusesAnUnknownOptionAndNamesTheHelp() {
        assertThat(broom.run("runs", "--colour")).isEqualTo(2);
        assertThat(broom.err()).contains("--colour").contains("Try broom runs --help");
        assertThat(broom.out()).isEmpty();
    }

    @Test
    void refusesToRunOrPlanNoJob() {
        for (String command : List.of("run", "plan")) {
            assertThat(broom.run(command)).isEqualTo(2);
            assertThat(broom.err()).contains("no job is named");
        }
    }

    @Test
    void understandsTheCommandsOfACommandThatTakesAJob() {
        for (String command : List.of("show", "diff")) {
            assertThat(broom.run("plan", command, "no-run")).isEqualTo(2);
            assertThat(broom.err()).contains("<job>.<16 hex digits>");
        }
    }

    @Test
    void refusesToDoNothing() {
        assertThat(broom.run()).isEqualTo(2);
        assertThat(broom.err()).contains("Missing required subcommand");
    }

    @Test
    void namesTheEndpointThatDoesNotAnswerAndTheWayOut() {
        Rehearsal unreachable = Rehearsal.in(java.util.Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret"));

        assertThat(unreachable.run("runs", "-o", "json")).isEqualTo(3);
        assertThat(unreachable.err())
                .contains("cannot look up stack broom")
                .contains("AWS_ENDPOINT_URL")
                .doesNotContain("Exception");
        assertThat(unreachable.out()).startsWith("{\"error\":{\"kind\":\"failed\"");
    }

    @Test
    void refusesWhatIsNoRunsIdBeforeItCallsAnything() {
        assertThat(broom.run("show", "../etc\u001b[2J")).isEqualTo(2);
        assertThat(broom.err()).contains("<job>.<16 hex digits>").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "retry", "resume", "pause", "unpause"})
    void saysThatWhoGivesAnOrderIsClaimedAndNotProven(String command) {
        assertThat(broom.run(command, "--help")).isZero();
        assertThat(broom.out().replaceAll("\\s+", " "))
                .contains("It is claimed, not proven")
                .contains("CloudTrail");
        assertThat(broom.run(command, "Not/An/Id")).isEqualTo(2);
        assertThat(broom.err()).contains("Not/An/Id");
    }

    @Test
    void refusesToForgetWhatIsNotNamedOnceAndWell() {
        assertThat(broom.run("cache", "rm")).isEqualTo(2);
        assertThat(broom.err()).contains("give one of <key>, --task <task> and --all");
        assertThat(broom.run("cache", "rm", "abc", "--all")).isEqualTo(2);
        assertThat(broom.run("cache", "rm", "abc")).isEqualTo(2);
        assertThat(broom.err()).contains("'abc' is not a fact's key").contains("broom cache ls");
    }

    @Test
    void refusesAnExemptionThatCannotBeBeforeItCallsAnything() {
        assertThat(broom.run("exempt", "add", "a*", "--owner", "me")).isEqualTo(2);
        assertThat(broom.err()).contains("--reason");
        assertThat(broom.run("exempt", "add", "", "--owner", "me", "--reason", "why"))
                .isEqualTo(2);
        assertThat(broom.err()).contains("the pattern is empty");
        assertThat(broom.run("exempt", "add", "a*", "--owner", "me", "--reason", "why", "--expires", "soon"))
                .isEqualTo(2);
        assertThat(broom.err()).contains("--expires 'soon' is neither a date");
        assertThat(broom.run("exempt", "add", "a*", "--owner", "me", "--reason", "why", "--expires", "2020-01-01"))
                .isEqualTo(2);
        assertThat(broom.err()).contains("--expires: 2020-01-02T00:00:00Z is over already");
    }

    @Test
    void refusesToStopEverythingUnlessThatIsSaidWithAReason() {
        assertThat(broom.run("stop", "--why", "x")).isEqualTo(2);
        assertThat(broom.err()).contains("--all");
        assertThat(broom.run("stop", "--all", "--why", " ")).isEqualTo(2);
        assertThat(broom.err()).contains("--why: is empty");
    }

    @Test
    void refusesASlotThatCannotBe() {
        assertThat(broom.run("run", "a", "--slot", "with blank")).isEqualTo(2);
        assertThat(broom.err()).contains("--slot 'with blank' is not a slot");
    }
}

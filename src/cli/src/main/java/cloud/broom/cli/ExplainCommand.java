package cloud.broom.cli;

import cloud.broom.Explanation;
import cloud.broom.aws.RunLine;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.stack.Ask;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Records;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = {
            "Explains what a run of a job would make of one resource now: each predicate with the value it saw, exemptions,",
            "when its grace is over, what stands in the way, and what the job's last run made of it. It looks and does nothing."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final int LOOKED_AT = 100;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Mixin
    private final JobOption job = new JobOption();

    @Parameters(index = "1", paramLabel = "<resource>", description = "Its id, as a plan shows it: an object's key")
    private String resource = "";

    ExplainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Slot none = Slot.ofRequest(shell.ids().get());
        try (Deployment deployment = stack.find(shell)) {
            Ask ask = job.ask(job.written(Mode.DRY_RUN), Mode.DRY_RUN, none, deployment.records());
            Explanation explanation = deployment.explain(ask, resource);
            Optional<Last> last = last(ask, deployment.records());
            if (output.json()) {
                ObjectNode root = (ObjectNode) Json.tree(explanation);
                last.ifPresent(run -> root.set("lastRun", Json.tree(run)));
                shell.screen().line(root.toString());
            } else {
                show(explanation, last, shell.screen());
            }
            return Exit.DONE.code();
        }
    }

    private Optional<Last> last(Ask ask, Records records) {
        return records.recent(ask.job(), LOOKED_AT).stream()
                .filter(line -> !line.status().equals(Status.SKIPPED.name()))
                .map(RunLine::id)
                .findFirst()
                .flatMap(records::run)
                .map(run -> Last.of(run, resource, records));
    }

    private static void show(Explanation explanation, Optional<Last> last, Screen screen) {
        screen.line(explanation.job() + ": " + Plain.text(explanation.resource()) + " "
                + screen.paint(Paint.BOLD, fate(explanation)));
        if (!explanation.evidence().isEmpty()) {
            Table table = new Table("PREDICATE", "VERDICT", "SAW");
            explanation.evidence().forEach(one -> table.row(one.predicate(), one.verdict(), one.seen()));
            screen.lines(table.lines());
        }
        explanation.spared().ifPresent(why -> screen.line("Left alone: " + Plain.text(why)));
        explanation.goesAt().ifPresent(at -> screen.line("Qualifies for long enough from " + at));
        explanation.stopped().forEach(why -> screen.line("No run acts now: " + Plain.text(why)));
        screen.line("Limits of the job: " + Json.write(explanation.limits()));
        last.ifPresent(run -> screen.line(run.told()));
        screen.next("broom plan " + explanation.job());
    }

    private static String fate(Explanation explanation) {
        return switch (explanation.fate()) {
            case GOES -> "would go";
            case STAYS -> "stays";
            case UNKNOWN -> "stays, since it cannot be known whether it may go";
            case NOT_FOUND -> "is not there, or the job does not look at it";
        };
    }

    /**
     * What the job's last run made of it.
     *
     * @param verdict {@code not planned}, {@code planned}, or what became of it
     */
    record Last(String run, Status state, String verdict) {
        static Last of(Run run, String resource, Records records) {
            String verdict = records.deed(run, resource)
                    .map(deed -> deed.outcome()
                            .map(outcome ->
                                    outcome.kind() + (outcome.detail().isEmpty() ? "" : ": " + outcome.detail()))
                            .orElse("planned"))
                    .orElse("not planned");
            return new Last(run.id().value(), run.state().status(), verdict);
        }

        String told() {
            return "Last run " + run + " (" + state + "): " + Plain.text(verdict);
        }
    }
}

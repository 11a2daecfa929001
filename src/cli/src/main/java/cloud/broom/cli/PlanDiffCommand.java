package cloud.broom.cli;

import cloud.broom.aws.RunLine;
import cloud.broom.cli.plan.Drift;
import cloud.broom.cli.plan.PlanLines;
import cloud.broom.cli.plan.StoredPlan;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Records;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = {
            "Shows how the plan of a run differs from that of an earlier run: what is new in it, what is there no more.",
            "Without an earlier run, from the job's run before it that has a plan."
        },
        mixinStandardHelpOptions = true)
final class PlanDiffCommand implements Callable<Integer> {
    private static final int LOOKED_AT = 100;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(index = "0", paramLabel = "<run>", description = "The run's id, as broom runs lists it")
    private String id = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "<earlier run>", description = "The run to compare it with")
    private Optional<String> other = Optional.empty();

    @Option(
            names = "--items",
            paramLabel = "<n>",
            defaultValue = "10",
            description = "Show so many of what is new, and of what is there no more; default: ${DEFAULT-VALUE}")
    private int items;

    PlanDiffCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        RunId asked = Names.run(id);
        Optional<RunId> against = other.map(Names::run);
        try (Deployment deployment = stack.find(shell)) {
            Records records = deployment.records();
            Run run = records.known(asked);
            Run earlier = records.known(against.orElseGet(() -> before(run, records)));
            Drift drift = new StoredPlan(run, records).since(new StoredPlan(earlier, records), items);
            if (output.json()) {
                ObjectNode root = Json.object();
                root.put("run", run.id().value());
                root.put("earlier", earlier.id().value());
                root.set("diff", Json.tree(drift));
                shell.screen().line(root.toString());
            } else {
                shell.screen().line("Plan of " + run.id() + " against that of " + earlier.id());
                shell.screen().lines(new PlanLines(shell.screen()).of(drift));
                shell.screen().next("broom plan show " + run.id());
            }
            return Exit.DONE.code();
        }
    }

    private static RunId before(Run run, Records records) {
        return records.recent(run.job().name(), LOOKED_AT).stream()
                .filter(line -> !line.id().equals(run.id()))
                .filter(line -> line.createdAt().isBefore(run.asked().asOf()))
                .filter(line -> !line.status().equals(Status.SKIPPED.name()))
                .map(RunLine::id)
                .findFirst()
                .orElseThrow(() -> Trouble.refused(
                        "job " + run.job().name() + " has no run before " + run.id() + " that has a plan",
                        "Name one: broom plan diff <run> <earlier run>"));
    }
}

package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.cli.plan.Outline;
import cloud.broom.cli.plan.PlanLines;
import cloud.broom.cli.plan.StoredPlan;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Records;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.run.Run;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows what the plan of a run comes to, and the digest by which it is approved.",
        mixinStandardHelpOptions = true)
final class PlanShowCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(paramLabel = "<run>", description = "The run's id, as broom runs lists it")
    private String id = "";

    @Option(
            names = "--items",
            paramLabel = "<n>",
            defaultValue = "20",
            description = "Show so many of the planned items; default: ${DEFAULT-VALUE}")
    private int items;

    PlanShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        RunId asked = Names.run(id);
        try (Deployment deployment = stack.find(shell)) {
            Records records = deployment.records();
            Run run = records.known(asked);
            Outline outline = new StoredPlan(run, records).outline(items);
            if (output.json()) {
                ObjectNode root = Json.object();
                root.set("run", Json.tree(Answer.of(run)));
                root.set("plan", Json.tree(outline));
                shell.screen().line(root.toString());
            } else {
                shell.screen().lines(new Told(shell.screen()).of(Answer.of(run)));
                shell.screen().line("Digest: " + run.progress().digest());
                shell.screen().lines(new PlanLines(shell.screen()).of(outline));
                shell.screen().next("broom plan diff " + run.id());
            }
            return Exit.DONE.code();
        }
    }
}

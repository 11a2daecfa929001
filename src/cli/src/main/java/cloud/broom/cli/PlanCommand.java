package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.cli.plan.Outline;
import cloud.broom.cli.plan.PlanLines;
import cloud.broom.cli.plan.StoredPlan;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Gauge;
import cloud.broom.cli.stack.Ask;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Following;
import cloud.broom.cli.stack.Records;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        description = {
            "Plans a job now, as a dry run, and shows what the plan comes to: how much, why, where, and what it saves.",
            "Nothing is acted on."
        },
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Mixin
    private final FollowOption follow = new FollowOption();

    @Mixin
    private final JobOption job = new JobOption();

    @Mixin
    private final EventOption event = new EventOption();

    @Option(
            names = "--items",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "Show so many of the planned items; default: ${DEFAULT-VALUE}")
    private int items;

    PlanCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Optional<Job> written = job.written(Mode.DRY_RUN);
        Slot slot = Slot.ofRequest(shell.ids().get());
        try (Deployment deployment = stack.find(shell)) {
            Records records = deployment.records();
            Ask ask = event.on(job.ask(written, Mode.DRY_RUN, slot, records), shell.ids());
            Answer answer = planned(ask, new Following(deployment, shell.clock(), shell.pause()));
            Outline outline = new StoredPlan(records.known(answer.run()), records).outline(items);
            show(answer, outline);
            return Exit.of(answer.state()).code();
        }
    }

    private Answer planned(Ask ask, Following following) {
        try (Gauge gauge = new Gauge(shell.screen())) {
            return follow.onFrom(following.ask(ask, gauge::show), following, gauge::show);
        }
    }

    private void show(Answer answer, Outline outline) {
        if (output.json()) {
            ObjectNode root = Json.object();
            root.set("run", Json.tree(answer));
            root.set("plan", Json.tree(outline));
            shell.screen().line(root.toString());
            return;
        }
        shell.screen().lines(new Told(shell.screen()).of(answer));
        shell.screen().lines(new PlanLines(shell.screen()).of(outline));
        shell.screen().next("broom plan diff " + answer.run());
    }
}

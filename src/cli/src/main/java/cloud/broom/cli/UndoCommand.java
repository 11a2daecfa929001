package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.Pauses;
import cloud.broom.call.Request;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Gauge;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Ask;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Following;
import cloud.broom.cli.stack.Undoing;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "undo",
        description = {
            "Undoes what a run did, as far as that can be done, and says of each item that cannot come back why not.",
            "It first pauses the job, or its next run would undo the undo; it stays paused until broom unpause. The undo"
                    + " is a run of its own, with a plan, limits and outcomes, by a function that the stack has if it was"
                    + " deployed with InstallUndo=true."
        },
        mixinStandardHelpOptions = true)
final class UndoCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Mixin
    private final FollowOption follow = new FollowOption();

    @Parameters(paramLabel = "<run>", description = "The run's id, as broom runs lists it")
    private String id = "";

    @Option(
            names = "--items",
            paramLabel = "<key>",
            arity = "1..*",
            description = "Only these; * stands for any characters, ? for any one. Default: all that the run did")
    private List<String> items = List.of();

    @Option(names = "--dry-run", description = "Only list what would come back; the job is not paused")
    private boolean dryRun;

    UndoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        RunId run = Names.run(id);
        try (Deployment deployment = stack.find(shell)) {
            Undoing undoing = new Undoing(deployment.records().known(run), items);
            refuseWithoutUndo(undoing, deployment);
            Optional<Pauses.Paused> paused = dryRun ? Optional.empty() : Optional.of(pause(undoing, deployment));
            Ask ask = dryRun ? undoing.look(shell.ids().get()) : undoing.apply();
            Answer answer = run(ask, new Following(deployment, shell.clock(), shell.pause()));
            show(answer, paused);
            return Exit.of(answer.state()).code();
        }
    }

    private static void refuseWithoutUndo(Undoing undoing, Deployment deployment) {
        if (!deployment.has(undoing.task())) {
            String task = undoing.run().job().task();
            throw Trouble.refused(
                    "run " + undoing.run().id() + " cannot be undone here: the stack has no task " + undoing.task()
                            + ", which would undo what " + task + " did",
                    "Where docs/tasks/" + task
                            + ".md says that it can be undone, deploy the stack with InstallUndo=true"
                            + " and try again: what can be brought back now can be then. Nothing was changed.");
        }
    }

    private static Pauses.Paused pause(Undoing undoing, Deployment deployment) {
        JobName job = undoing.run().job().name();
        Request.OfJob order = new Request.OfJob(Request.OfJob.What.PAUSE, job, deployment.caller());
        return deployment.tell(order, undoing.run().job().task());
    }

    private Answer run(Ask ask, Following following) {
        try (Gauge gauge = new Gauge(shell.screen())) {
            return follow.onFrom(following.ask(ask, gauge::show), following, gauge::show);
        }
    }

    private void show(Answer answer, Optional<Pauses.Paused> paused) {
        if (output.json()) {
            ObjectNode root = Json.object();
            paused.ifPresent(job -> root.set("paused", Json.tree(job)));
            root.set("undo", Json.tree(answer));
            shell.screen().line(root.toString());
            return;
        }
        shell.screen().lines(new Told(shell.screen()).of(answer, "it was asked for before: nothing was moved"));
        paused.ifPresent(job -> shell.screen()
                .line(shell.screen().paint(Paint.YELLOW, "Paused") + ": no slot of " + job.job()
                        + " starts a run, or it would delete again what came back. Once its parameters are mended: broom"
                        + " unpause " + job.job()));
        shell.screen().next(next(answer));
    }

    private String next(Answer answer) {
        if (dryRun && answer.state() == Status.COMPLETED && answer.found() > 0) {
            String only = items.isEmpty()
                    ? ""
                    : " --items " + items.stream().map(Plain::word).collect(Collectors.joining(" "));
            return "broom show " + answer.run() + ", then broom undo " + id + only;
        }
        boolean again = answer.state() == Status.FAILED || answer.state() == Status.CANCELLED;
        return (again ? "broom retry " : "broom show ") + answer.run();
    }
}

package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Gauge;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Ask;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Following;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.run.Status;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = {
            "Runs a job now and follows it to its end. A dry run unless --apply is given, whatever the job says.",
            "The task's function does all of it, under its own role; your credentials only call it and read records."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
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

    @Option(names = "--apply", description = "Act on what is found")
    private boolean apply;

    @Option(
            names = "--slot",
            paramLabel = "<slot>",
            description =
                    "What to run for: an instant, or any id. Asked again for the same slot, it runs no second time;"
                            + " default: a new id")
    private Optional<String> slot = Optional.empty();

    RunCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (event.given() && slot.isPresent()) {
            throw Trouble.refused("both --slot and --event are given", "A run for an event has the event's slot.");
        }
        Mode mode = apply ? Mode.APPLY : Mode.DRY_RUN;
        Slot wanted = slot();
        Optional<Job> written = job.written(mode);
        try (Deployment deployment = stack.find(shell)) {
            Ask ask = event.on(job.ask(written, mode, wanted, deployment.records()), shell.ids());
            Answer answer = run(ask, new Following(deployment, shell.clock(), shell.pause()));
            show(answer);
            return Exit.of(answer.state()).code();
        }
    }

    private Answer run(Ask ask, Following following) {
        try (Gauge gauge = new Gauge(shell.screen())) {
            return follow.onFrom(following.ask(ask, gauge::show), following, gauge::show);
        }
    }

    private void show(Answer answer) {
        if (output.json()) {
            shell.screen().line(Json.write(answer));
            return;
        }
        shell.screen().lines(new Told(shell.screen()).of(answer));
        shell.screen().next(next(answer));
    }

    private String next(Answer answer) {
        boolean dry = answer.mode() == Mode.DRY_RUN && answer.state() == Status.COMPLETED && answer.found() > 0;
        String show = "broom show " + answer.run();
        return dry ? show + ", then broom run " + answer.job() + job.file() + event.file() + " --apply" : show;
    }

    private Slot slot() {
        try {
            return slot.map(Slot::new)
                    .orElseGet(() -> Slot.ofRequest(shell.ids().get()));
        } catch (Refused refused) {
            throw Trouble.refused("--slot '" + slot.orElse("") + "' " + refused.problem(), "");
        }
    }
}

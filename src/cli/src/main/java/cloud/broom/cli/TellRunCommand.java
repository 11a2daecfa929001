package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.call.Call;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Gauge;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Following;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Three commands, one for each thing that a run may be told. */
@Command(mixinStandardHelpOptions = true)
final class TellRunCommand implements Callable<Integer> {
    /** What is said of every order in its help. */
    static final String CLAIMED =
            "Your ARN, as STS gives it, is recorded with the order. It is claimed, not proven: whoever may invoke the"
                    + " function can send another; who did invoke it is in CloudTrail.";

    private final Shell shell;
    private final Call.Tell.What what;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Mixin
    private final FollowOption follow = new FollowOption();

    @Parameters(paramLabel = "<run>", description = "The run's id, as broom runs lists it")
    private String id = "";

    private TellRunCommand(Shell shell, Call.Tell.What what) {
        this.shell = shell;
        this.what = what;
    }

    /** The command by which a run is told that: {@code broom cancel}. */
    static CommandLine of(Shell shell, Call.Tell.What what) {
        CommandLine command = new CommandLine(new TellRunCommand(shell, what));
        command.getCommandSpec().name(what.toString()).usageMessage().description(does(what), CLAIMED);
        return command;
    }

    private static String does(Call.Tell.What what) {
        return switch (what) {
            case CANCEL ->
                "Cancels a run before its next step, in whatever state it is; what it has done by then stays done. Ends"
                        + " with 0 once the run is CANCELLED.";
            case RESUME -> "Lets a run that is SUSPENDED or AWAITING_RETRY go on now.";
            case RETRY ->
                "Tries an ended run again: as a new run of the same job, spec and mode, which searches and plans anew.";
        };
    }

    @Override
    public Integer call() {
        RunId run = Names.run(id);
        try (Deployment deployment = stack.find(shell)) {
            Run told = deployment.records().known(run);
            Answer answer = tell(
                    new Call.Tell(what, run, deployment.caller()), told.job().task(), deployment);
            show(answer);
            return exit(answer).code();
        }
    }

    /** A retry's run is not known before the answer, so there is nothing to show until then. */
    private Answer tell(Call.Tell tell, String task, Deployment deployment) {
        Following following = new Following(deployment, shell.clock(), shell.pause());
        try (Gauge gauge = new Gauge(shell.screen())) {
            Consumer<Run> seen = what == Call.Tell.What.RETRY ? run -> {} : gauge::show;
            Answer first = following.watching(tell.run(), () -> deployment.tell(tell, task), seen);
            return follow.onFrom(first, following, gauge::show);
        }
    }

    private void show(Answer answer) {
        if (output.json()) {
            shell.screen().line(Json.write(answer));
            return;
        }
        shell.screen().lines(new Told(shell.screen()).of(answer, unmoved(answer)));
        shell.screen().next((cancelled(answer) ? "broom retry " : "broom show ") + answer.run());
    }

    private String unmoved(Answer answer) {
        if (what == Call.Tell.What.RETRY) {
            return "a retry that has not ended yet";
        }
        return Exit.of(answer.state()) == Exit.WAITING
                ? "held by another invocation, which hears the order before its next step"
                : "the invocation that held it has heard the order";
    }

    private Exit exit(Answer answer) {
        return cancelled(answer) ? Exit.DONE : Exit.of(answer.state());
    }

    private boolean cancelled(Answer answer) {
        return what == Call.Tell.What.CANCEL && answer.state() == Status.CANCELLED;
    }
}

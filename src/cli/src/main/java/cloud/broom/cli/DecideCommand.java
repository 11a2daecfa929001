package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.approval.Decision;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Gauge;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Following;
import cloud.broom.cli.stack.Records;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two commands: the plan of a run that waits for that is approved, or rejected. */
@Command(mixinStandardHelpOptions = true)
final class DecideCommand implements Callable<Integer> {
    private static final String PROVEN =
            "Your credentials sign the order with run and plan; the function asks STS who signed, and records it. All"
                    + " sessions of one role are one approver.";

    private final Shell shell;
    private final Decision what;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Mixin
    private final FollowOption follow = new FollowOption();

    @Parameters(paramLabel = "<run>", description = "The run's id, as broom runs lists it")
    private String id = "";

    @Option(
            names = "--digest",
            required = true,
            paramLabel = "<plan>",
            description = "The digest of the plan you mean, as the alert and broom show tell it; 8 digits are enough")
    private String digest = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask; where nobody sits at a terminal, nobody is asked")
    private boolean yes;

    @Option(
            names = "--items",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "Show so many of the planned items first; default: ${DEFAULT-VALUE}")
    private int items;

    private DecideCommand(Shell shell, Decision what) {
        this.shell = shell;
        this.what = what;
    }

    /** The command by which a plan is decided on: {@code broom approve}. */
    static CommandLine of(Shell shell, Decision what) {
        CommandLine command = new CommandLine(new DecideCommand(shell, what));
        command.getCommandSpec().name(what.toString()).usageMessage().description(does(what), PROVEN);
        return command;
    }

    private static String does(Decision what) {
        return switch (what) {
            case APPROVE ->
                "Lets a run that is BLOCKED or AWAITING_APPROVAL act on exactly the plan it has. That lifts the limits of"
                        + " its job, never the stack's ceiling.";
            case REJECT -> "Ends a run that is BLOCKED or AWAITING_APPROVAL: nothing of its plan is done.";
        };
    }

    @Override
    public Integer call() {
        RunId run = Names.run(id);
        try (Deployment deployment = stack.find(shell)) {
            Records records = deployment.records();
            Proposal proposal = Proposal.of(records.known(run), digest);
            if (!output.json()) {
                shell.screen().lines(proposal.lines(what, records, items));
                refuseUnlessMeant();
            }
            Answer answer = decide(proposal, deployment);
            show(answer, new Proposal(records.known(run)));
            return exit(answer).code();
        }
    }

    private void refuseUnlessMeant() {
        String question = what == Decision.APPROVE ? "Approve?" : "Reject?";
        if (!yes && !shell.agrees().test(question)) {
            throw Trouble.refused("you did not agree", "Nothing was sent.");
        }
    }

    private Answer decide(Proposal proposal, Deployment deployment) {
        Following following = new Following(deployment, shell.clock(), shell.pause());
        Run run = proposal.run();
        try (Gauge gauge = new Gauge(shell.screen())) {
            Answer first = following.watching(
                    run.id(), () -> deployment.decide(what, run, proposal.plan(), shell.clock()), gauge::show);
            return follow.onFrom(first, following, gauge::show);
        }
    }

    private void show(Answer answer, Proposal now) {
        if (output.json()) {
            ObjectNode root = Json.tree(answer).deepCopy();
            root.set("approvals", Json.tree(now.run().approvals()));
            root.put("missing", now.missing());
            shell.screen().line(root.toString());
            return;
        }
        shell.screen().lines(new Told(shell.screen()).of(answer, "another invocation hears it before its next step"));
        if (now.missing() > 0) {
            shell.screen().line();
            shell.screen().line("Approvals still missing: " + now.missing() + ", of other principals.");
        }
        shell.screen().next("broom show " + answer.run());
    }

    private Exit exit(Answer answer) {
        boolean rejected = what == Decision.REJECT && answer.state() == Status.CANCELLED;
        return rejected ? Exit.DONE : Exit.of(answer.state());
    }
}

package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.control.Exemption;
import cloud.broom.control.Glob;
import cloud.broom.control.Keep;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Exempts resources: they are not planned, and what is planned already is left alone from the next batch on.",
            TellRunCommand.CLAIMED
        },
        mixinStandardHelpOptions = true)
final class ExemptAddCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(
            paramLabel = "<glob>",
            description = "Ids of resources, as keys of objects: * is any characters, / too, and ? is any one")
    private String glob = "";

    @Option(names = "--owner", required = true, paramLabel = "<who>", description = "Who answers for it")
    private String owner = "";

    @Option(names = "--reason", required = true, paramLabel = "<why>", description = "Why they must not go")
    private String reason = "";

    @Option(
            names = "--expires",
            paramLabel = "<when>",
            description = "A date, through which it holds (2027-01-31, UTC), an instant, or a duration from now (P90D);"
                    + " never by default")
    private Optional<String> expires = Optional.empty();

    @Option(names = "--job", paramLabel = "<job>", description = "Only from this job; from every job by default")
    private Optional<String> job = Optional.empty();

    ExemptAddCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Glob pattern = Names.glob(glob);
        Optional<JobName> only = job.map(Names::job);
        Instant now = shell.clock().instant();
        Optional<Instant> until = expires.map(when -> end(when, now));
        made(pattern, only, until, "", now);
        try (Deployment deployment = stack.find(shell)) {
            Exemption exemption = made(pattern, only, until, deployment.caller(), now);
            deployment.restraints().exempt(exemption);
            show(exemption);
        }
        return Exit.DONE.code();
    }

    private Exemption made(Glob pattern, Optional<JobName> only, Optional<Instant> until, String by, Instant now) {
        try {
            return Exemption.of(pattern, only, new Exemption.Terms(owner, reason), until, by, now);
        } catch (Refused refused) {
            throw Trouble.refused("--" + refused.getMessage(), "Nothing was exempted.");
        }
    }

    private static Instant end(String when, Instant now) {
        Keep read = Keep.read(when, Optional.of(now));
        return read.until()
                .orElseThrow(() -> Trouble.refused(
                        "--expires '" + when + "' is neither a date (2027-01-31), an instant, nor a duration (P90D)",
                        "Leave it out for an exemption without end."));
    }

    private void show(Exemption exemption) {
        if (output.json()) {
            shell.screen().line(Json.write(exemption));
            return;
        }
        shell.screen()
                .line("Exempt: " + Plain.text(exemption.glob().pattern())
                        + exemption.job().map(name -> " from job " + name).orElse(" from every job")
                        + exemption.expires().map(end -> ", until " + end).orElse(", without end") + ".");
        shell.screen().next("broom exempt ls");
    }
}

package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.control.Glob;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rm",
        description = "Removes an exemption: what it covered may be planned again.",
        mixinStandardHelpOptions = true)
final class ExemptRemoveCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(paramLabel = "<glob>", description = "The pattern, as broom exempt ls shows it")
    private String glob = "";

    @Option(names = "--job", paramLabel = "<job>", description = "The exemption from this job, not that from every job")
    private Optional<String> job = Optional.empty();

    ExemptRemoveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Glob pattern = Names.glob(glob);
        Optional<JobName> only = job.map(Names::job);
        try (Deployment deployment = stack.find(shell)) {
            if (!deployment.restraints().expose(pattern, only)) {
                throw Trouble.refused(
                        "there is no exemption " + glob
                                + only.map(name -> " from job " + name).orElse(" from every job"),
                        "broom exempt ls shows what there is, and for which job.");
            }
        }
        if (output.json()) {
            shell.screen().line(Json.object().put("removed", glob).toString());
        } else {
            shell.screen().line("No longer exempt: " + Plain.text(glob) + ".");
            shell.screen().next("broom exempt ls");
        }
        return Exit.DONE.code();
    }
}

package cloud.broom.cli;

import cloud.broom.cli.file.BroomFile;
import cloud.broom.cli.file.Entry;
import cloud.broom.cli.file.Problem;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Ask;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.json.Refused;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which job a command runs: one of a file, or one that the stack knows. */
final class JobOption {
    @Parameters(index = "0", paramLabel = "<job>", description = "The job's name")
    private String name = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "<file>",
            description = "Take the job from this broom.yaml; without it, it is one that the stack has run before")
    private Optional<Path> path = Optional.empty();

    /** The job as its file has it, if it is of a file. */
    Optional<Job> written(Mode mode) {
        return path.map(file -> fromFile(file, mode));
    }

    /** What to ask for: a job that was {@link #written}, or that is registered. */
    Ask ask(Optional<Job> written, Mode mode, Slot slot, Deployment deployment) {
        return written.map(spec -> Ask.of(spec, mode, slot)).orElseGet(() -> {
            Job known = deployment.known(Names.job(name));
            return new Ask(known.name(), known.task(), Optional.empty(), mode, slot);
        });
    }

    /** What names the file on a command line, if it is of a file. */
    String file() {
        return path.map(file -> " -f " + Plain.word(file)).orElse("");
    }

    private Job fromFile(Path file, Mode mode) {
        BroomFile read = new JobFile(file).read();
        if (!read.problems().isEmpty()) {
            Problem first = read.problems().get(0);
            throw Trouble.refused(
                    first.path() + ": " + first.problem(),
                    "Nothing was started. All that is wrong: broom validate -f " + Plain.word(file));
        }
        Job found = read.find(Names.job(name))
                .map(Entry::job)
                .orElseThrow(() -> Trouble.refused(
                        "there is no job " + name + " in " + file,
                        "Its jobs are: "
                                + read.entries().stream()
                                        .map(entry -> entry.job().name().value())
                                        .collect(Collectors.joining(", "))));
        try {
            return found.in(mode);
        } catch (Refused refused) {
            throw Trouble.refused("job " + name + ", " + refused.getMessage(), "Nothing was started.");
        }
    }
}

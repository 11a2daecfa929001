package cloud.broom.cli;

import cloud.broom.cli.file.BroomFile;
import cloud.broom.cli.file.Entry;
import cloud.broom.cli.file.Problem;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Ask;
import cloud.broom.cli.stack.Records;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
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
    /** Optional to the parser, which would miss it else where a command has commands of its own: {@code plan show}. */
    @Parameters(index = "0", arity = "0..1", paramLabel = "<job>", description = "The job's name")
    private String name = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "<file>",
            description = "Take the job from this broom.yaml; without it, it is one that the stack has run before")
    private Optional<Path> path = Optional.empty();

    /** The job as its file has it, if it is of a file. */
    Optional<Job> written(Mode mode) {
        JobName asked = named();
        return path.map(file -> fromFile(file, asked, mode));
    }

    /** What to ask for: a job that was {@link #written}, or that is registered. */
    Ask ask(Optional<Job> written, Mode mode, Slot slot, Records records) {
        return written.map(spec -> Ask.of(spec, mode, slot))
                .orElseGet(() -> Ask.ofRegistered(records.known(named()), mode, slot));
    }

    private JobName named() {
        if (name.isEmpty()) {
            throw Trouble.refused("no job is named", "broom validate -f broom.yaml lists those of a file.");
        }
        return Names.job(name);
    }

    /** What names the file on a command line, if it is of a file. */
    String file() {
        return path.map(file -> " -f " + Plain.word(file)).orElse("");
    }

    private Job fromFile(Path file, JobName asked, Mode mode) {
        BroomFile read = new JobFile(file).read();
        if (!read.problems().isEmpty()) {
            Problem first = read.problems().get(0);
            throw Trouble.refused(
                    first.path() + ": " + first.problem(),
                    "Nothing was started. All that is wrong: broom validate -f " + Plain.word(file));
        }
        Job found = read.find(asked)
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

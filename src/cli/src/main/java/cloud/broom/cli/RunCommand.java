package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.cli.file.BroomFile;
import cloud.broom.cli.file.Entry;
import cloud.broom.cli.file.Problem;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Gauge;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Ask;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Following;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Parameters(paramLabel = "<job>", description = "The job's name")
    private String job = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "<file>",
            description = "Take the job from this broom.yaml; without it, it is one that the stack has run before")
    private Optional<Path> path = Optional.empty();

    @Option(names = "--apply", description = "Act on what is found")
    private boolean apply;

    @Option(
            names = "--slot",
            paramLabel = "<slot>",
            description =
                    "What to run for: an instant, or any id. Asked again for the same slot, it runs no second time;"
                            + " default: a new id")
    private Optional<String> slot = Optional.empty();

    @Option(
            names = "--follow",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Follow the run to its end (default), or leave it after the function's first answer")
    private boolean follow = true;

    RunCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Mode mode = apply ? Mode.APPLY : Mode.DRY_RUN;
        Slot wanted = slot();
        Optional<Job> written = path.map(file -> fromFile(file, mode));
        try (Deployment deployment = stack.find(shell)) {
            Ask ask = written.map(spec -> Ask.of(spec, mode, wanted))
                    .orElseGet(() -> registered(deployment, mode, wanted));
            Answer answer = run(ask, new Following(deployment, shell.clock(), shell.pause()));
            show(answer);
            return Exit.of(answer.state()).code();
        }
    }

    private Answer run(Ask ask, Following following) {
        try (Gauge gauge = new Gauge(shell.screen())) {
            Answer answer = following.ask(ask, gauge::show);
            if (!follow || Exit.of(answer.state()) != Exit.WAITING) {
                return answer;
            }
            Run run = following.follow(answer.run(), gauge::show);
            return answer.duplicate() ? Answer.unmoved(run) : Answer.of(run);
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
        return dry
                ? show + ", then broom run " + answer.job()
                        + path.map(file -> " -f " + Plain.word(file)).orElse("") + " --apply"
                : show;
    }

    private Slot slot() {
        try {
            return slot.map(Slot::new)
                    .orElseGet(() -> Slot.ofRequest(shell.ids().get()));
        } catch (Refused refused) {
            throw Trouble.refused("--slot '" + slot.orElse("") + "' " + refused.problem(), "");
        }
    }

    private JobName name() {
        try {
            return new JobName(job);
        } catch (Refused refused) {
            throw Trouble.refused(refused.problem(), "");
        }
    }

    private Job fromFile(Path file, Mode mode) {
        BroomFile read = new JobFile(file).read();
        if (!read.problems().isEmpty()) {
            Problem first = read.problems().get(0);
            throw Trouble.refused(
                    first.path() + ": " + first.problem(),
                    "Nothing was started. All that is wrong: broom validate -f " + Plain.word(file));
        }
        Job found = read.find(name())
                .map(Entry::job)
                .orElseThrow(() -> Trouble.refused(
                        "there is no job " + job + " in " + file,
                        "Its jobs are: "
                                + read.entries().stream()
                                        .map(entry -> entry.job().name().value())
                                        .collect(Collectors.joining(", "))));
        try {
            return found.in(mode);
        } catch (Refused refused) {
            throw Trouble.refused("job " + job + ", " + refused.getMessage(), "Nothing was started.");
        }
    }

    private Ask registered(Deployment deployment, Mode mode, Slot wanted) {
        Job known = deployment
                .job(name())
                .orElseThrow(() -> Trouble.refused(
                        "the stack has run no job " + job + " yet",
                        "Send its spec: broom run " + job + " -f broom.yaml"));
        return new Ask(known.name(), known.task(), Optional.empty(), mode, wanted);
    }
}

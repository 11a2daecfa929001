package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.stack.Following;
import cloud.broom.run.Run;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Whether a command stays with its run. */
final class FollowOption {
    @Option(
            names = "--follow",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Follow the run to its end (default), or leave it after the function's first answer")
    private boolean follow = true;

    /** The first answer, or what the run comes to if it has not ended and is to be followed. */
    Answer onFrom(Answer first, Following following, Consumer<Run> seen) {
        if (!follow || Exit.of(first.state()) != Exit.WAITING) {
            return first;
        }
        Run run = following.follow(first.run(), seen);
        return first.duplicate() ? Answer.unmoved(run) : Answer.of(run);
    }
}

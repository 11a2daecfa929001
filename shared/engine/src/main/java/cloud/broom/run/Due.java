package cloud.broom.run;

import cloud.broom.job.RunId;
import java.util.function.Function;

/** A row of the agenda whose time has come. */
public sealed interface Due {
    <T> T match(Function<OfRun, T> run, Function<OfNotice, T> notice);

    /** A run, and the function to invoke with its id. */
    record OfRun(RunId run, String function) implements Due {
        @Override
        public <T> T match(Function<OfRun, T> run, Function<OfNotice, T> notice) {
            return run.apply(this);
        }
    }

    record OfNotice(String id) implements Due {
        @Override
        public <T> T match(Function<OfRun, T> run, Function<OfNotice, T> notice) {
            return notice.apply(this);
        }
    }
}

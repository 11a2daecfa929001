package cloud.broom.run;

import cloud.broom.job.RunId;
import java.time.Instant;
import java.util.function.Function;

/** A row of the agenda whose time has come. */
public sealed interface Due {
    <T> T match(Function<OfRun, T> run, Function<OfNotice, T> notice);

    /** A run, or an order to it, and the function to invoke with its id; {@code since} when it is due. */
    record OfRun(RunId run, String function, Instant since) implements Due {
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

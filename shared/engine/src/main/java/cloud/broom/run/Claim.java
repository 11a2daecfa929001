package cloud.broom.run;

import java.util.function.Function;

/** What became of a call: a run to move, or one that is somebody else's or needs nothing. */
public sealed interface Claim {
    <T> T match(Function<Ours, T> ours, Function<Theirs, T> theirs);

    record Ours(Held held) implements Claim {
        @Override
        public <T> T match(Function<Ours, T> ours, Function<Theirs, T> theirs) {
            return ours.apply(this);
        }
    }

    /** The run as it stands: a duplicate's first, one held by another, one not due, ended or skipped. */
    record Theirs(Run run) implements Claim {
        @Override
        public <T> T match(Function<Ours, T> ours, Function<Theirs, T> theirs) {
            return theirs.apply(this);
        }
    }
}

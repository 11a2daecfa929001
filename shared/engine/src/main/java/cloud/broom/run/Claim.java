package cloud.broom.run;

import cloud.broom.notice.Notice;
import java.util.List;
import java.util.function.Function;

/** What became of a call: a run to move, or one that is somebody else's or needs nothing. */
public sealed interface Claim {
    <T> T match(Function<Ours, T> ours, Function<Theirs, T> theirs);

    /**
     * A run to move.
     *
     * @param told what the claim has written to be told
     */
    record Ours(Held held, List<Notice> told) implements Claim {
        public Ours {
            told = List.copyOf(told);
        }

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

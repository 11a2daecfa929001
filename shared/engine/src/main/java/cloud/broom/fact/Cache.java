package cloud.broom.fact;

import cloud.broom.task.Reference;
import cloud.broom.task.ReferenceSet;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks things up that change seldom, for the search of one run. What may be reused, and for how long, is said by the run's job;
 * a task only says what an answer depends on.
 */
public interface Cache {
    /** Reads everything, keeps nothing. */
    Cache NONE = new Cache() {
        @Override
        public <T> Cached<T> get(String name, Object inputs, Class<T> type, Supplier<Optional<T>> read) {
            return Cached.read(read.get());
        }
    };

    /**
     * The answer, as it was read before if that is fresh enough, else as {@code read} gives it. A store that does not answer, or
     * a value that cannot be read back, is as good as none.
     *
     * @param name what is looked up, in the words of its service: {@code S3.GetBucketVersioning}
     * @param inputs everything that the answer depends on, as a record or a map: the same JSON, whatever its keys' order, is the
     *     same question. The task's version is part of the question too
     * @param type of the answer, which is kept as JSON
     * @param read asks; empty if what is looked for is not there, which is an answer and is kept as one. What it throws is
     *     thrown on and nothing is kept: not knowing is no answer
     */
    <T> Cached<T> get(String name, Object inputs, Class<T> type, Supplier<Optional<T>> read);

    /**
     * What something is used by, as it was read before if that is fresh enough for the rules too, else as {@code read} gives it.
     * The size of a set that is believed is kept, and the next one is compared with it; a set in doubt does not replace it. So
     * the first set of all, and one that was not read for ninety days, has only the floor to fall below. Without a store of
     * sizes that answers no set is believed.
     *
     * @param name of the set, as a person would say it; with {@code inputs} it tells one set from another
     * @param inputs as for {@link #get}
     * @param read asks; what it throws is thrown on
     */
    default ReferenceSet reference(String name, Object inputs, Reference rules, Supplier<ReferenceSet.Members> read) {
        return ReferenceSet.unread(name, "nothing tells when it was read, and how large it was before", Instant.EPOCH);
    }
}

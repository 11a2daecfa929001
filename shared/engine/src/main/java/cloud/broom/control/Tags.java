package cloud.broom.control;

import cloud.broom.retry.ErrorName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is known of a resource's tags. Having none and not knowing are two things. */
public sealed interface Tags {
    <T> T match(Function<Known, T> known, Function<Unknown, T> unknown);

    /** The tags that were read, of a resource that came to be, or last changed, at an instant. */
    static Tags of(Map<String, String> values, Instant since) {
        return new Known(List.of(values), Optional.of(since));
    }

    /** They could not be read. */
    static Tags unknown(ErrorName error, String why) {
        return new Unknown(error, why);
    }

    /**
     * They were read.
     *
     * @param sets the resource's own, and those of what it lies in: each may protect it
     * @param since what a duration in a tag is counted from, if that is known
     */
    record Known(List<Map<String, String>> sets, Optional<Instant> since) implements Tags {
        public Known {
            sets = sets.stream().map(Map::copyOf).toList();
        }

        /** What each says of keeping the resource, if it says something. */
        public List<Keep> keeps() {
            return sets.stream()
                    .flatMap(tags -> Optional.ofNullable(tags.get(Keep.TAG)).stream())
                    .map(value -> Keep.read(value, since))
                    .toList();
        }

        @Override
        public <T> T match(Function<Known, T> known, Function<Unknown, T> unknown) {
            return known.apply(this);
        }
    }

    /** They could not be read: nothing may be done to the resource, and the error decides whether it is tried again. */
    record Unknown(ErrorName error, String why) implements Tags {
        @Override
        public <T> T match(Function<Known, T> known, Function<Unknown, T> unknown) {
            return unknown.apply(this);
        }
    }
}

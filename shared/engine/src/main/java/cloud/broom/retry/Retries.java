package cloud.broom.retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A list of retriers: the first that matches decides; if it is used up there is no falling through to a later one. */
public final class Retries {
    /** A dead invocation is given five more; what passes by itself is waited for with full jitter; all else fails at once. */
    private static final List<Retrier> DEFAULTS = List.of(
            Retrier.of(List.of(ErrorName.CRASHED.name()), 1, 5),
            new Retrier(List.of(ErrorName.TRANSIENT), 2, 6, 2.0, Optional.of(300), JitterStrategy.FULL));

    private final List<Retrier> retriers;

    private Retries(List<Retrier> retriers) {
        this.retriers = List.copyOf(retriers);
    }

    /** A job's own rules, and after them the defaults. */
    public static Retries of(List<Retrier> own) {
        List<Retrier> all = new ArrayList<>(own);
        all.addAll(DEFAULTS);
        return new Retries(all);
    }

    /** Just these rules, as a state of the language has them. */
    public static Retries only(List<Retrier> rules) {
        return new Retries(rules);
    }

    public Decision decide(ErrorName error, Attempts before, RandomGenerator chance) {
        for (int i = 0; i < retriers.size(); i++) {
            Retrier retrier = retriers.get(i);
            if (retrier.matches(error)) {
                return before.of(i) < retrier.maxAttempts()
                        ? new RetryAfter(retrier.delay(before.of(i) + 1, chance), before.plusOne(i))
                        : new GiveUp(before.of(i));
            }
        }
        return new GiveUp(0);
    }

    /** What is to be done about one error. */
    public sealed interface Decision {
        <T> T match(Function<RetryAfter, T> retryAfter, Function<GiveUp, T> giveUp);
    }

    /** Try again once {@code delay} has passed; {@code attempts} counts this one in. */
    public record RetryAfter(Duration delay, Attempts attempts) implements Decision {
        @Override
        public <T> T match(Function<RetryAfter, T> retryAfter, Function<GiveUp, T> giveUp) {
            return retryAfter.apply(this);
        }
    }

    /** No further attempt; {@code retries} is how many there have been. */
    public record GiveUp(int retries) implements Decision {
        @Override
        public <T> T match(Function<RetryAfter, T> retryAfter, Function<GiveUp, T> giveUp) {
            return giveUp.apply(this);
        }
    }
}

package cloud.broom.testkit;

import cloud.broom.fact.Content;
import cloud.broom.fact.Fact;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.fact.Facts;
import cloud.broom.run.Claims;
import cloud.broom.run.StoreUnavailable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Facts in memory. For one thread. */
public final class FakeFacts implements Facts {
    /** What can be asked of it. */
    public enum Call {
        FIND,
        KEEP,
        LIST,
        REMOVE
    }

    private final Map<FactKey, Fact> kept = new HashMap<>();
    private final Calls<Call> calls = new Calls<>();

    @Override
    public Optional<Fact> find(FactKey key) {
        return calls.make(Call.FIND, () -> Optional.ofNullable(kept.get(key)));
    }

    @Override
    public void keep(Fact fact) {
        calls.make(Call.KEEP, () -> {
            kept.merge(fact.key(), fact, (there, mine) -> stays(there, mine) ? there : mine);
        });
    }

    @Override
    public List<FactLine> list(Instant now, int atMost) {
        return calls.make(Call.LIST, () -> kept.values().stream()
                .filter(fact -> fact.expires().isAfter(now))
                .sorted(Comparator.comparing(Fact::expires))
                .limit(atMost)
                .map(Fact::line)
                .toList());
    }

    @Override
    public void remove(FactKey key) {
        calls.make(Call.REMOVE, () -> {
            kept.remove(key);
        });
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The next call of a kind fails and has no effect. */
    public void failNext(Call call) {
        calls.next(call, Fault.failing(new StoreUnavailable("told to fail: " + call)));
    }

    /** All that is kept. */
    public List<Fact> kept() {
        return List.copyOf(kept.values());
    }

    /** Spoils what is kept, as no store should: for what must be noticed. */
    public void corrupt(UnaryOperator<Content> how) {
        kept.replaceAll((key, fact) -> new Fact(
                key,
                fact.task(),
                fact.job(),
                fact.question(),
                fact.readAt(),
                fact.expires(),
                how.apply(fact.answer())));
    }

    private static boolean stays(Fact there, Fact mine) {
        Instant theirs = there.readAt().truncatedTo(ChronoUnit.MILLIS);
        Instant ours = mine.readAt().truncatedTo(ChronoUnit.MILLIS);
        return !theirs.isBefore(ours) && !theirs.isAfter(ours.plus(Claims.SKEW));
    }
}

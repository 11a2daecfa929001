package cloud.broom.fact;

import cloud.broom.call.Invocation;
import cloud.broom.fact.TaskFacts.Reading;
import cloud.broom.job.Freshness;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.run.Claims;
import cloud.broom.run.Ended;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.run.UnreadableRecord;
import cloud.broom.task.Reference;
import cloud.broom.task.ReferenceSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The cache of one run in one invocation. Whether a kept answer is taken is decided by when it was read, by the run's job and by
 * the invocation's clock: one kept by any run of the task if it is within the job's ttl; without a ttl, or to refresh, only one
 * that was read since the run was claimed. A run that tries a failed one again also takes what was read since that was claimed.
 */
public final class RunCache implements Cache {
    private static final int QUESTION_CHARS = 300;

    private final TaskFacts facts;
    private final Run run;
    private final Runs runs;
    private final Invocation here;
    private final Freshness freshness;
    private final SetSizes sizes;
    private final Map<FactKey, Reading<?>> seen = new HashMap<>();
    private Optional<Instant> began = Optional.empty();
    private int hits;
    private int misses;

    RunCache(TaskFacts facts, Run run, Runs runs, Invocation here) {
        this.facts = facts;
        this.run = run;
        this.runs = runs;
        this.here = here;
        this.freshness = run.job().cache();
        this.sizes = facts.sizes(run);
    }

    @Override
    public <T> Cached<T> get(String name, Object inputs, Class<T> type, Supplier<Optional<T>> read) {
        FactKey key = facts.key(name, inputs);
        Optional<Reading<T>> known = known(key, type);
        if (known.isEmpty()) {
            return Cached.read(look(key, question(name, inputs), read).value());
        }
        Reading<T> taken = taken(key, known.get());
        return Cached.hit(
                taken.value(), new Cached.Kept(taken.readAt(), taken.readAt().plus(freshness.kept())));
    }

    @Override
    public ReferenceSet reference(String name, Object inputs, Reference rules, Supplier<ReferenceSet.Members> read) {
        FactKey key = facts.key(name, inputs);
        Instant oldest = here.now().minus(rules.freshness());
        Reading<ReferenceSet.Members> reading = known(key, ReferenceSet.Members.class)
                .filter(kept -> kept.value().isPresent() && !kept.readAt().isBefore(oldest))
                .map(kept -> taken(key, kept))
                .orElseGet(() -> look(key, question(name, inputs), () -> Optional.of(read.get())));
        return sizes.judged(
                facts.key("size of " + name, inputs),
                name,
                reading.value().orElseThrow(),
                reading.readAt(),
                rules,
                here);
    }

    /** How often it was asked, and with what luck, for the run's history; empty if it was not. */
    public String used() {
        return hits + misses == 0 ? "" : "cache: hits " + hits + ", misses " + misses;
    }

    private <T> Optional<Reading<T>> known(FactKey key, Class<T> type) {
        return seen(key, type).or(() -> stored(key, type));
    }

    private <T> Reading<T> taken(FactKey key, Reading<T> known) {
        hits++;
        seen.put(key, known);
        return known;
    }

    private <T> Reading<T> look(FactKey key, String question, Supplier<Optional<T>> read) {
        misses++;
        Instant readAt = here.now();
        Reading<T> reading = new Reading<>(read.get(), readAt);
        seen.put(key, reading);
        facts.keep(key, question, reading, run);
        return reading;
    }

    private <T> Optional<Reading<T>> seen(FactKey key, Class<T> type) {
        return Optional.ofNullable(seen.get(key))
                .filter(this::fresh)
                .map(reading -> new Reading<>(reading.value().map(type::cast), reading.readAt()));
    }

    private <T> Optional<Reading<T>> stored(FactKey key, Class<T> type) {
        return nothingYet() ? Optional.empty() : facts.find(key, type).filter(this::fresh);
    }

    /** Nothing can have been read since a run was claimed whose first invocation this is: so nothing is asked for. */
    private boolean nothingYet() {
        return freshness.ofOneRun()
                && run.stamp().fence() == 1
                && began().equals(run.asked().asOf());
    }

    /** One from the future, further than two clocks may differ, is of a clock that is wrong. */
    private boolean fresh(Reading<?> reading) {
        Instant now = here.now();
        return !reading.readAt().isBefore(freshness.oldest(now, freshness.ofOneRun() ? began() : now))
                && !reading.readAt().isAfter(now.plus(Claims.SKEW));
    }

    private Instant began() {
        Instant at = began.or(() -> run.asked().slot().retried().flatMap(this::failed))
                .orElse(run.asked().asOf());
        began = Optional.of(at);
        return at;
    }

    /** When a run was claimed, if it is one of the same job that has failed. */
    private Optional<Instant> failed(RunId id) {
        try {
            return Optional.of(id)
                    .filter(other -> other.job().equals(run.job().name()))
                    .flatMap(runs::find)
                    .filter(other -> other.state() instanceof Ended ended && ended.how() == Ended.How.FAILED)
                    .map(other -> other.asked().asOf());
        } catch (StoreUnavailable | UnreadableRecord unknown) {
            return Optional.empty();
        }
    }

    private static String question(String name, Object inputs) {
        String all = name + " " + Json.canonical(inputs);
        return all.length() > QUESTION_CHARS ? all.substring(0, QUESTION_CHARS) + "..." : all;
    }
}

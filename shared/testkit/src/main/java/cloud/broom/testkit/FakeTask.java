package cloud.broom.testkit;

import cloud.broom.json.Refused;
import cloud.broom.task.AwsCall;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Rereading;
import cloud.broom.task.Resource;
import cloud.broom.task.Reversibility;
import cloud.broom.task.Usd;
import cloud.broom.task.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Deletes what is stale of a map of resources, in the order of their ids. What becomes of each can be told in advance. For
 * one thread.
 */
public final class FakeTask implements Rereading<FakeTask.Params, FakeTask.Item> {
    /** What can be asked of it; judging is pure and not counted. */
    public enum Call {
        FIND,
        REREAD,
        ACT
    }

    /**
     * Its parameters.
     *
     * @param prefix of the ids that qualify, refused if empty
     */
    public record Params(String prefix) {
        public Params {
            Refused.when(prefix.isEmpty(), "prefix", "is empty: name what may go");
        }
    }

    /**
     * A resource.
     *
     * @param stale whether it is, or that it cannot be known
     * @param etag of its content: an act is conditional on it
     * @param writes how often it was written, be it with the same content: no act is conditional on that
     */
    public record Item(String id, long bytes, Verdict stale, String etag, int writes) implements Resource {
        /** A dollar each. */
        @Override
        public Usd monthly() {
            return Usd.of(BigDecimal.ONE);
        }

        @Override
        public Reversibility reversibility() {
            return Reversibility.IRREVERSIBLE;
        }
    }

    public static final String NAME = "fake";
    private static final long BYTES = 100;

    private final int pageItems;
    private final int batch;
    private final NavigableMap<String, Item> resources = new TreeMap<>();
    private final Map<String, Instant> sinces = new HashMap<>();
    private final Map<String, Deque<Outcome>> scripted = new HashMap<>();
    private final Set<String> unmentioned = new HashSet<>();
    private final List<List<String>> batches = new ArrayList<>();
    private final Set<Instant> judgedAsOf = new HashSet<>();
    private final Calls<Call> calls = new Calls<>();

    /** A task that answers a search with pages of so many items and acts on so many at once. */
    public FakeTask(int pageItems, int batch) {
        this.pageItems = pageItems;
        this.batch = batch;
    }

    /** Adds stale resources of 100 bytes each. */
    public FakeTask stale(String... ids) {
        return put(Verdict.YES, ids);
    }

    /** Adds resources of which it can be known, or not, whether they are stale. */
    public FakeTask put(Verdict stale, String... ids) {
        for (String id : ids) {
            resources.put(id, new Item(id, BYTES, stale, "1", 1));
        }
        return this;
    }

    /** From now on it can be told of a resource since when it is stale. */
    public FakeTask since(String id, Instant since) {
        sinces.put(id, since);
        return this;
    }

    /** Somebody else changes a resource. */
    public void change(String id) {
        resources.computeIfPresent(
                id, (key, was) -> new Item(key, was.bytes, was.stale, was.etag + "'", was.writes + 1));
    }

    /** Somebody else writes a resource anew, with the content it had. */
    public void rewrite(String id) {
        resources.computeIfPresent(id, (key, was) -> new Item(key, was.bytes, was.stale, was.etag, was.writes + 1));
    }

    /** Somebody else removes a resource. */
    public void remove(String id) {
        resources.remove(id);
    }

    /** What the next acts on one resource answer, one each, the resource being left alone; after them it goes as if nothing had been told. */
    public void script(String id, Outcome... outcomes) {
        scripted.computeIfAbsent(id, any -> new ArrayDeque<>()).addAll(List.of(outcomes));
    }

    /** Leaves a resource out of every answer, and alone. */
    public void neverMention(String id) {
        unmentioned.add(id);
    }

    /** Every call made, and what is to go wrong with those to come: a failure, a death, time that passes. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The ids there still are, in their order. */
    public List<String> left() {
        return List.copyOf(resources.keySet());
    }

    /** The ids it was asked to act on, one list a call. */
    public List<List<String>> batches() {
        return List.copyOf(batches);
    }

    /** How often it was asked to act on a resource. */
    public long acts(String id) {
        return batches.stream().filter(ids -> ids.contains(id)).count();
    }

    /** The instants that ages were counted from. */
    public Set<Instant> judgedAsOf() {
        return Set.copyOf(judgedAsOf);
    }

    @Override
    public Declaration<Params, Item> declaration() {
        return new Declaration<>(
                NAME,
                1,
                batch,
                Params.class,
                Item.class,
                List.of(AwsCall.read("Fake.List", "fake:List"), AwsCall.write("Fake.Delete", "fake:Delete")));
    }

    @Override
    public Page<Item> find(Params params, Cursor from, int atMost) {
        return calls.make(Call.FIND, () -> page(from, Math.min(atMost, pageItems)));
    }

    @Override
    public List<Evidence> judge(Params params, Instant asOf, Item item) {
        judgedAsOf.add(asOf);
        Evidence stale = item.stale == Verdict.UNKNOWN
                ? Evidence.unknown("stale", "could not be read")
                : Evidence.of("stale", item.stale == Verdict.YES, item.stale);
        return List.of(Evidence.of("prefix", item.id.startsWith(params.prefix), item.id), stale);
    }

    @Override
    public Map<String, Item> reread(Params params, List<Item> planned) {
        return calls.make(Call.REREAD, () -> planned.stream()
                .flatMap(item -> Optional.ofNullable(resources.get(item.id)).stream())
                .collect(Collectors.toMap(Item::id, item -> item)));
    }

    @Override
    public Optional<Instant> qualifiesSince(Params params, Item item) {
        return Optional.ofNullable(sinces.get(item.id));
    }

    @Override
    public Map<String, Outcome> act(Params params, List<Item> items) {
        if (items.size() > batch) {
            throw new IllegalArgumentException("a batch of " + items.size() + " items, " + batch + " are declared");
        }
        return calls.make(Call.ACT, () -> {
            batches.add(items.stream().map(Item::id).toList());
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            items.stream()
                    .filter(item -> !unmentioned.contains(item.id))
                    .forEach(item -> outcomes.put(item.id, outcome(item)));
            return outcomes;
        });
    }

    private Page<Item> page(Cursor from, int atMost) {
        if (from instanceof Cursor.End) {
            throw new IllegalArgumentException("a search does not go on from its end");
        }
        NavigableMap<String, Item> rest =
                from instanceof Cursor.After after ? resources.tailMap(after.position(), false) : resources;
        List<Item> found = rest.values().stream().limit(atMost).toList();
        Cursor next = found.size() == rest.size() ? new Cursor.End() : new Cursor.After(found.get(found.size() - 1).id);
        return Page.of(found, next);
    }

    private Outcome outcome(Item planned) {
        Deque<Outcome> told = scripted.getOrDefault(planned.id, new ArrayDeque<>());
        if (!told.isEmpty()) {
            return told.remove();
        }
        return delete(planned);
    }

    private Outcome delete(Item planned) {
        Optional<Item> now = Optional.ofNullable(resources.get(planned.id));
        if (now.isEmpty()) {
            return Outcome.gone();
        }
        if (!now.get().etag.equals(planned.etag)) {
            return Outcome.changed("etag is " + now.get().etag);
        }
        resources.remove(planned.id);
        return Outcome.done();
    }
}

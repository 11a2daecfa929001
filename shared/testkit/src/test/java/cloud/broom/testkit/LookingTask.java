package cloud.broom.testkit;

import cloud.broom.fact.Cache;
import cloud.broom.fact.Cached;
import cloud.broom.fact.Remembering;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A {@link FakeTask} that looks the owner of its prefix up for every page, and says so in a note. */
final class LookingTask implements Remembering<FakeTask.Params, FakeTask.Item> {
    /** What is looked up. */
    record Owner(String name) {}

    private final FakeTask task;
    private final List<Cached<Owner>> answers = new ArrayList<>();
    private int version = 1;
    private int looks;
    private Supplier<Optional<Owner>> look = () -> Optional.of(new Owner("ann"));

    LookingTask(FakeTask task) {
        this.task = task;
    }

    /** From now on looking gives this. */
    void finds(Supplier<Optional<Owner>> found) {
        this.look = found;
    }

    /** From now on it is another version of itself. */
    void upgrade() {
        version++;
    }

    /** How often it has looked, whatever it found. */
    int looks() {
        return looks;
    }

    /** What the cache has given it. */
    List<Cached<Owner>> answers() {
        return List.copyOf(answers);
    }

    /** What the cache has given it last. */
    Cached<Owner> last() {
        return answers.get(answers.size() - 1);
    }

    @Override
    public Declaration<FakeTask.Params, FakeTask.Item> declaration() {
        Declaration<FakeTask.Params, FakeTask.Item> its = task.declaration();
        return new Declaration<>(its.task(), version, its.batch(), its.params(), its.resource(), its.calls());
    }

    @Override
    public Page<FakeTask.Item> find(FakeTask.Params params, Cursor from, int atMost, Cache cache) {
        Cached<Owner> owner = cache.get("Fake.Owner", Map.of("prefix", params.prefix()), Owner.class, () -> {
            looks++;
            return look.get();
        });
        answers.add(owner);
        Page<FakeTask.Item> page = task.find(params, from, atMost);
        List<String> notes = owner.kept().map(kept -> "owner " + kept).stream().toList();
        return new Page<>(page.resources(), page.next(), notes);
    }

    @Override
    public List<Evidence> judge(FakeTask.Params params, Instant asOf, FakeTask.Item resource) {
        return task.judge(params, asOf, resource);
    }

    @Override
    public Map<String, Outcome> act(FakeTask.Params params, List<FakeTask.Item> batch) {
        return task.act(params, batch);
    }
}

package cloud.broom.testkit;

import cloud.broom.fact.Cache;
import cloud.broom.fact.Remembering;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Reference;
import cloud.broom.task.ReferenceSet;
import cloud.broom.task.Resource;
import cloud.broom.task.Reversibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A {@link FakeTask} that also spares what is used by something. */
final class ReferringTask implements Remembering<ReferringTask.Params, ReferringTask.Item> {
    record Params(String prefix, Optional<Reference> usedBy) {}

    record Item(FakeTask.Item item, Evidence unused) implements Resource {
        @Override
        public String id() {
            return item.id();
        }

        @Override
        public long bytes() {
            return item.bytes();
        }

        @Override
        public Reversibility reversibility() {
            return item.reversibility();
        }
    }

    private final FakeTask task;
    private int reads;
    private Supplier<ReferenceSet.Members> users = () -> ReferenceSet.Members.live(Set.of());

    ReferringTask(FakeTask task) {
        this.task = task;
    }

    /** From now on this is what reading what is used gives. */
    void reads(Supplier<ReferenceSet.Members> members) {
        this.users = members;
    }

    /** How often it has read what is used. */
    int reads() {
        return reads;
    }

    @Override
    public Declaration<Params, Item> declaration() {
        return new Declaration<>(
                FakeTask.NAME,
                1,
                2,
                Params.class,
                Item.class,
                task.declaration().calls());
    }

    @Override
    public Page<Item> find(Params params, Cursor from, int atMost, Cache cache) {
        ReferenceSet used = cache.reference(
                "things in use",
                Map.of("prefix", params.prefix()),
                params.usedBy().orElse(Reference.DEFAULT),
                () -> {
                    reads++;
                    return users.get();
                });
        Page<FakeTask.Item> page = task.find(new FakeTask.Params(params.prefix()), from, atMost);
        List<Item> items = page.resources().stream()
                .map(item -> new Item(item, used.lacks("unused", item.id())))
                .toList();
        return new Page<>(items, page.next(), page.notes());
    }

    @Override
    public List<Evidence> judge(Params params, Instant asOf, Item item) {
        return List.of(item.unused);
    }

    @Override
    public Map<String, Outcome> act(Params params, List<Item> batch) {
        return task.act(
                new FakeTask.Params(params.prefix()),
                batch.stream().map(Item::item).toList());
    }
}

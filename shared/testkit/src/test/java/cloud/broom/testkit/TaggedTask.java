package cloud.broom.testkit;

import cloud.broom.control.Keep;
import cloud.broom.control.Tagged;
import cloud.broom.control.Tags;
import cloud.broom.fact.Cache;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fake task with tags. For one thread. */
final class TaggedTask implements Tagged<FakeTask.Params, FakeTask.Item> {
    private final FakeTask task;
    private final Instant since;
    private final Map<String, Tags> tags = new HashMap<>();
    private final List<List<String>> asked = new ArrayList<>();

    TaggedTask(FakeTask task, Instant since) {
        this.task = task;
        this.since = since;
    }

    TaggedTask keep(String id, String value) {
        tags.put(id, Tags.of(Map.of(Keep.TAG, value, "other", "x"), since));
        return this;
    }

    TaggedTask unreadable(String id) {
        tags.put(id, Tags.unknown(ErrorName.of("Fake.Denied"), "tags of " + id + " are denied"));
        return this;
    }

    TaggedTask untag(String id) {
        tags.remove(id);
        return this;
    }

    /** The ids of which tags were asked for, one list a call. */
    List<List<String>> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Map<String, Tags> tags(FakeTask.Params params, List<FakeTask.Item> resources, Cache cache) {
        asked.add(resources.stream().map(FakeTask.Item::id).toList());
        Map<String, Tags> answer = new HashMap<>();
        resources.forEach(
                item -> answer.put(item.id(), tags.getOrDefault(item.id(), Tags.of(Map.of("other", "x"), since))));
        return answer;
    }

    @Override
    public Declaration<FakeTask.Params, FakeTask.Item> declaration() {
        return task.declaration();
    }

    @Override
    public Page<FakeTask.Item> find(FakeTask.Params params, Cursor from, int atMost) {
        return task.find(params, from, atMost);
    }

    @Override
    public List<Evidence> judge(FakeTask.Params params, Instant asOf, FakeTask.Item item) {
        return task.judge(params, asOf, item);
    }

    @Override
    public Map<String, Outcome> act(FakeTask.Params params, List<FakeTask.Item> batch) {
        return task.act(params, batch);
    }
}

package cloud.broom.fact;

import cloud.broom.call.Invocation;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.plan.Parts;
import cloud.broom.plan.UnreadablePart;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.task.Declaration;
import cloud.broom.task.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The facts of one task, large ones as parts. Its stores are asked, never relied on: what they cannot give is not known. */
public final class TaskFacts {
    /** DynamoDB takes 400 KB an item, and bills by the KB. */
    static final int HERE_BYTES = 100 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(TaskFacts.class);

    private final Facts facts;
    private final Parts parts;
    private final Declaration<?, ?> task;

    public TaskFacts(Facts facts, Parts parts, Declaration<?, ?> task) {
        this.facts = facts;
        this.parts = parts;
        this.task = task;
    }

    /** The cache of one run in one invocation. */
    public RunCache of(Run run, Runs runs, Invocation here) {
        return new RunCache(this, run, runs, here);
    }

    /** How large the sets were that a run compares its own with. */
    SetSizes sizes(Run run) {
        return new SetSizes(facts, task.task(), run.job().name());
    }

    FactKey key(String name, Object inputs) {
        return FactKey.of(task.task(), task.version(), name, inputs);
    }

    <T> Optional<Reading<T>> find(FactKey key, Class<T> type) {
        try {
            return facts.find(key).map(fact -> new Reading<>(value(fact, type), fact.readAt()));
        } catch (StoreUnavailable | TaskFailure | UnreadablePart | Refused unknown) {
            LOG.warn("fact {} cannot be read back ({}); it is looked up anew", key, unknown.getMessage());
            return Optional.empty();
        }
    }

    void keep(FactKey key, String question, Reading<?> reading, Run run) {
        try {
            Instant expires = reading.readAt().plus(run.job().cache().kept());
            Content content = reading.value().map(this::content).orElseGet(Content.Absent::new);
            facts.keep(new Fact(key, task.task(), run.job().name(), question, reading.readAt(), expires, content));
        } catch (StoreUnavailable | TaskFailure unkept) {
            LOG.warn("fact {} is not kept ({}); it is looked up again next time", key, unkept.getMessage());
        }
    }

    private <T> Optional<T> value(Fact fact, Class<T> type) {
        String place = "fact " + fact.key();
        return fact.answer()
                .match(
                        here -> Optional.of(Json.read(here.json(), type, place)),
                        apart -> Optional.of(Json.read(LargeValue.find(parts, apart.part()), type, place)),
                        Optional::empty);
    }

    private Content content(Object value) {
        String json = Json.write(value);
        return json.getBytes(StandardCharsets.UTF_8).length <= HERE_BYTES
                ? new Content.Here(json)
                : new Content.Apart(LargeValue.store(parts, json));
    }

    /** What was read, and when. */
    record Reading<T>(Optional<T> value, Instant readAt) {}
}

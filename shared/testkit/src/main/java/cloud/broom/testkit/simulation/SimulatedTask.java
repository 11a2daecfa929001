package cloud.broom.testkit.simulation;

import cloud.broom.fact.Cache;
import cloud.broom.fact.Cached;
import cloud.broom.fact.Remembering;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Rereading;
import cloud.broom.testkit.FakeTask.Item;
import cloud.broom.testkit.FakeTask.Params;
import cloud.broom.testkit.simulation.Lookups.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The task as one invocation meets it, across the boundary: of a batch some may fail, or go unmentioned. */
final class SimulatedTask implements Remembering<Params, Item>, Rereading<Params, Item> {
    private static final ErrorName THROTTLED = ErrorName.of("Fake.SlowDown", ErrorName.TRANSIENT);
    private static final ErrorName DENIED = ErrorName.of("Fake.AccessDenied");
    private static final Set<Strike> UNANSWERED =
            EnumSet.of(Strike.LOST_RESPONSE, Strike.CRASH_AFTER, Strike.TIMEOUT, Strike.ITEMS_UNMENTIONED);

    private final Resources resources;
    private final Rigging rigging;
    private final Laws laws;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedTask(Resources resources, Rigging rigging, Laws laws, Visit visit, Boundary boundary) {
        this.resources = resources;
        this.rigging = rigging;
        this.laws = laws;
        this.visit = visit;
        this.boundary = boundary;
    }

    @Override
    public Declaration<Params, Item> declaration() {
        return resources.task.declaration();
    }

    @Override
    public Page<Item> find(Params params, Cursor from, int atMost, Cache cache) {
        Cached<Owner> owner = cache.get("Fake.Owner", params, Owner.class, this::look);
        laws.taken(visit, owner);
        return boundary.pass(
                visit, PortCall.TASK_FIND, from::toString, strike -> resources.task.find(params, from, atMost));
    }

    private Optional<Owner> look() {
        Instant asked = visit.now();
        return boundary.pass(visit, PortCall.TASK_LOOK, () -> "owner", strike -> laws.look(visit, asked));
    }

    @Override
    public List<Evidence> judge(Params params, Instant asOf, Item resource) {
        return resources.task.judge(params, asOf, resource);
    }

    @Override
    public Map<String, Item> reread(Params params, List<Item> planned) {
        return boundary.pass(
                visit,
                PortCall.TASK_REREAD,
                () -> ids(planned).toString(),
                strike -> laws.reread(
                        visit,
                        resources,
                        planned,
                        () -> rigging.reread(planned, resources.task.reread(params, planned))));
    }

    @Override
    public Optional<Instant> qualifiesSince(Params params, Item resource) {
        return resources.task.qualifiesSince(params, resource);
    }

    @Override
    public Map<String, Outcome> act(Params params, List<Item> batch) {
        return boundary.pass(visit, PortCall.TASK_ACT, () -> ids(batch).toString(), strike -> {
            List<Item> sent = rigging.sent(batch, visit);
            Map<String, Outcome> outcomes = laws.act(visit, resources, sent, () -> answer(params, sent, strike));
            if (strike.filter(UNANSWERED::contains).isEmpty()) {
                outcomes.forEach((id, outcome) -> visit.told(id, outcome));
            }
            return outcomes;
        });
    }

    private Map<String, Outcome> answer(Params params, List<Item> batch, Optional<Strike> strike) {
        return switch (strike.orElse(Strike.UNAVAILABLE)) {
            case ITEMS_THROTTLED -> failingSome(params, batch, THROTTLED);
            case ITEMS_DENIED -> failingSome(params, batch, DENIED);
            case ITEMS_UNMENTIONED -> {
                Map<String, Outcome> some = new LinkedHashMap<>(resources.task.act(params, batch));
                some.keySet().removeIf(id -> boundary.heads());
                yield some;
            }
            default -> resources.task.act(params, batch);
        };
    }

    private Map<String, Outcome> failingSome(Params params, List<Item> batch, ErrorName error) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<Item> rest = new ArrayList<>();
        for (Item item : batch) {
            if (boundary.heads()) {
                outcomes.put(item.id(), Outcome.failed(error, "told to fail"));
            } else {
                rest.add(item);
            }
        }
        outcomes.putAll(resources.task.act(params, rest));
        return outcomes;
    }

    private static List<String> ids(List<Item> items) {
        return items.stream().map(Item::id).toList();
    }
}

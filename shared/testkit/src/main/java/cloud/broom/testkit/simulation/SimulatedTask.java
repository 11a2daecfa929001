package cloud.broom.testkit.simulation;

import cloud.broom.control.Tagged;
import cloud.broom.control.Tags;
import cloud.broom.fact.Cache;
import cloud.broom.fact.Cached;
import cloud.broom.fact.Remembering;
import cloud.broom.job.JobName;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.ReferenceSet;
import cloud.broom.task.Rereading;
import cloud.broom.task.Verdict;
import cloud.broom.testkit.FakeTask.Item;
import cloud.broom.testkit.FakeTask.Params;
import cloud.broom.testkit.simulation.Lookups.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The task as one invocation meets it, across the boundary: of a batch some may fail, or go unmentioned. */
final class SimulatedTask implements Remembering<Params, Item>, Rereading<Params, Item>, Tagged<Params, Item> {
    private static final ErrorName THROTTLED = ErrorName.of("Fake.SlowDown", ErrorName.TRANSIENT);
    private static final ErrorName DENIED = ErrorName.of("Fake.AccessDenied");
    private static final Set<Strike> UNANSWERED =
            EnumSet.of(Strike.LOST_RESPONSE, Strike.CRASH_AFTER, Strike.TIMEOUT, Strike.ITEMS_UNMENTIONED);

    private final Resources resources;
    private final Uses uses;
    private final Client client;
    private final Rigging rigging;
    private final Laws laws;
    private final Visit visit;
    private final Boundary boundary;

    SimulatedTask(Fakes fakes, JobName job, Client client, Laws laws, Visit visit, Boundary boundary) {
        this.resources = fakes.of(job);
        this.uses = fakes.uses();
        this.client = client;
        this.rigging = client.rigging;
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
        Instant asked = visit.really();
        ReferenceSet used = cache.reference("things in use", "all", rigging.rules(Uses.RULES), () -> uses(visit.now()));
        laws.judgesBy(visit, asked, used);
        visit.looks().anew();
        return boundary.pass(visit, PortCall.TASK_FIND, from::toString, strike -> {
            look(strike);
            return seen(resources.task.find(params, from, atMost), used);
        });
    }

    /** What is in use, or may be, is not stale. */
    private Page<Item> seen(Page<Item> page, ReferenceSet used) {
        List<Item> items = page.resources().stream()
                .map(item -> new Item(
                        item.id(),
                        item.bytes(),
                        item.stale().and(used.lacks("unused", item.id()).verdict()),
                        item.etag(),
                        item.writes()))
                .toList();
        visit.looks().found(items.stream().collect(Collectors.toMap(Item::id, Item::stale)));
        laws.gate()
                .excuse(
                        visit,
                        ids(items.stream()
                                .filter(item -> item.stale() != Verdict.YES)
                                .toList()));
        return new Page<>(items, page.next(), page.notes());
    }

    private ReferenceSet.Members uses(Instant asked) {
        return boundary.pass(visit, PortCall.TASK_USES, () -> "things in use", strike -> {
            boolean cut = strike.equals(Optional.of(Strike.SET_TRUNCATED));
            return uses.read(visit, asked, cut ? Optional.of(Uses.few(boundary.heads())) : Optional.empty());
        });
    }

    /** To look takes a call that reads; some tasks try one that writes as well. */
    private void look(Optional<Strike> strike) {
        client.call(Client.LIST);
        if (strike.equals(Optional.of(Strike.STRAYS))) {
            laws.strays(visit, client.sent(Client.DELETE));
        }
    }

    @Override
    public Map<String, Tags> tags(Params params, List<Item> items, Cache cache) {
        List<String> ids = ids(items);
        visit.looks().asksTags(ids);
        return boundary.pass(visit, PortCall.TASK_TAGS, ids::toString, strike -> {
            look(strike);
            Map<String, Tags> told = told(resources.tags(ids), strike);
            Map<Boolean, List<String>> unkept =
                    ids.stream().collect(Collectors.partitioningBy(id -> told.containsKey(id) && unkept(told.get(id))));
            visit.looks().unkept(unkept.getOrDefault(true, List.of()));
            visit.looks().untold(ids.stream().filter(id -> !isTold(told, id)).toList());
            laws.gate().excuse(visit, unkept.getOrDefault(false, List.of()));
            return rigging.tags(items, told);
        });
    }

    private Map<String, Tags> told(Map<String, Tags> all, Optional<Strike> strike) {
        Map<String, Tags> told = new HashMap<>(all);
        strike.filter(Strike.TAGS_EMPTY::equals).ifPresent(empty -> told.clear());
        strike.filter(Strike.TAGS_UNKNOWN::equals)
                .ifPresent(some -> told.replaceAll((id, tags) ->
                        boundary.heads() ? Tags.unknown(boundary.heads() ? THROTTLED : DENIED, "not told") : tags));
        return told;
    }

    private static boolean isTold(Map<String, Tags> told, String id) {
        return told.containsKey(id) && told.get(id).match(known -> true, unknown -> false);
    }

    private static boolean unkept(Tags tags) {
        return tags.match(known -> known.keeps().isEmpty(), unknown -> false);
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
        visit.looks().anew();
        visit.looks().asksTags(ids(planned));
        visit.looks().takesUp(ids(planned));
        return boundary.pass(visit, PortCall.TASK_REREAD, () -> ids(planned).toString(), strike -> {
            look(strike);
            return laws.reread(
                    visit, resources, planned, () -> rigging.reread(planned, resources.task.reread(params, planned)));
        });
    }

    @Override
    public Optional<Instant> qualifiesSince(Params params, Item resource) {
        return rigging.since(resources.task.qualifiesSince(params, resource));
    }

    @Override
    public Map<String, Outcome> act(Params params, List<Item> batch) {
        return boundary.pass(visit, PortCall.TASK_ACT, () -> ids(batch).toString(), strike -> {
            client.call(Client.DELETE);
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

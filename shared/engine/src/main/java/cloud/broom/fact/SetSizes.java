package cloud.broom.fact;

import cloud.broom.call.Invocation;
import cloud.broom.job.JobName;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.task.Reference;
import cloud.broom.task.ReferenceSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How large reference sets were when they were last believed. Unlike what else is kept as a fact it is relied on: while it
 * cannot be read or written no set is believed.
 */
final class SetSizes {
    private final Facts facts;
    private final String task;
    private final JobName job;
    private final Map<FactKey, Size> known = new HashMap<>();

    SetSizes(Facts facts, String task, JobName job) {
        this.facts = facts;
        this.task = task;
        this.job = job;
    }

    /** The set, as far as it can be believed by what the last one was; if it is, it is the last one from now on. */
    ReferenceSet judged(
            FactKey key, String name, ReferenceSet.Members members, Instant readAt, Reference rules, Invocation here) {
        Instant asOf = members.asOf().orElse(readAt);
        try {
            ReferenceSet set = ReferenceSet.of(name, members.ids(), asOf, rules, here.now(), last(key));
            if (set.doubt().isEmpty()) {
                keep(key, name, new Size(set.size(), readAt));
            }
            return set;
        } catch (StoreUnavailable | Refused unknown) {
            return ReferenceSet.unread(
                    name,
                    "how large it was before cannot be read or kept (" + unknown.getMessage()
                            + "); if it stays so: broom cache rm " + key,
                    asOf);
        }
    }

    private OptionalLong last(FactKey key) {
        if (!known.containsKey(key)) {
            stored(key).ifPresent(size -> known.put(key, size));
        }
        return Optional.ofNullable(known.get(key))
                .map(size -> OptionalLong.of(size.members))
                .orElseGet(OptionalLong::empty);
    }

    private Optional<Size> stored(FactKey key) {
        return facts.find(key).map(fact -> fact.answer()
                .match(
                        json -> Json.read(json.json(), Size.class, "fact " + key),
                        apart -> unreadable(key),
                        () -> unreadable(key)));
    }

    /** A reading is counted once, however often it is asked for. */
    private void keep(FactKey key, String name, Size size) {
        if (size.equals(known.get(key))) {
            return;
        }
        facts.keep(new Fact(
                key,
                task,
                job,
                "size of " + name,
                size.readAt,
                size.readAt.plus(Slot.RETENTION),
                new Content.Here(Json.write(size))));
        known.put(key, size);
    }

    private static Size unreadable(FactKey key) {
        throw new Refused("fact " + key, "is not the size of a set");
    }

    private record Size(long members, Instant readAt) {}
}

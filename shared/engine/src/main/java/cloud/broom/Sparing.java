package cloud.broom;

import cloud.broom.control.Exemptions;
import cloud.broom.control.Tagged;
import cloud.broom.control.Tags;
import cloud.broom.job.JobName;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.Guard.Phase;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what is to be left alone among what qualifies: what is exempt or the stack's own, and what the tags of the rest protect. */
final class Sparing<P extends Record, R extends Record & Resource> {
    private static final ErrorName UNMENTIONED = ErrorName.of("Broom.Unanswered");

    private final Task<P, R> task;
    private final Confines confines;

    Sparing(Task<P, R> task, Confines confines) {
        this.task = task;
        this.confines = confines;
    }

    /**
     * Those to be left alone, by id.
     *
     * @throws cloud.broom.control.ControlsUnreadable if the exemptions cannot be known
     */
    Map<String, Spared> of(P params, JobName job, List<R> qualifying, Sight sight) {
        if (qualifying.isEmpty()) {
            return Map.of();
        }
        Map<String, Spared> spared = exempt(job, qualifying, sight);
        spared.putAll(confines.during(Phase.JUDGING, task, () -> own(params, qualifying)));
        if (task instanceof Tagged<P, R> tagged) {
            List<R> rest = qualifying.stream()
                    .filter(resource -> !spared.containsKey(resource.id()))
                    .toList();
            spared.putAll(confines.during(Phase.LOOKING, task, () -> tagged(tagged, params, rest, sight)));
        }
        return spared;
    }

    private Map<String, Spared> own(P params, List<R> qualifying) {
        Map<String, Spared> own = new HashMap<>();
        qualifying.forEach(one -> confines.stack()
                .owned(task.within(params, one))
                .ifPresent(name -> own.put(one.id(), Spared.own(confines.stack().reason(name)))));
        return own;
    }

    private Map<String, Spared> exempt(JobName job, List<R> qualifying, Sight sight) {
        Map<String, Spared> spared = new HashMap<>();
        Exemptions exemptions = sight.controls().exemptions();
        Instant now = sight.here().now();
        for (R resource : qualifying) {
            exemptions
                    .covering(job, resource.id(), now)
                    .map(one -> Spared.exempt(one.toString(), one.expires(), now))
                    .ifPresent(why -> spared.put(resource.id(), why));
        }
        return spared;
    }

    private Map<String, Spared> tagged(Tagged<P, R> task, P params, List<R> rest, Sight sight) {
        Map<String, Spared> spared = new HashMap<>();
        Map<String, Tags> tags = rest.isEmpty() ? Map.of() : task.tags(params, rest, sight.cache());
        for (R resource : rest) {
            String id = resource.id();
            Tags its = tags.getOrDefault(id, Tags.unknown(UNMENTIONED, "tags: the answer does not mention it"));
            its.match(
                            known -> kept(known, sight.here().now()),
                            unknown -> Optional.of(Spared.unknown(unknown.error(), unknown.why())))
                    .ifPresent(why -> spared.put(id, why));
        }
        return spared;
    }

    private static Optional<Spared> kept(Tags.Known tags, Instant now) {
        return tags.keeps().stream()
                .filter(keep -> keep.protects(now))
                .max(Comparator.comparing(keep -> keep.until().orElse(Instant.MAX)))
                .map(keep -> Spared.exempt(keep.toString(), keep.until(), now));
    }
}

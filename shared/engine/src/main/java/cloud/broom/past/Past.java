package cloud.broom.past;

import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.plan.OutcomePart;
import cloud.broom.plan.Parts;
import cloud.broom.plan.PlanPart;
import cloud.broom.run.Registered;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.task.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Earlier runs, to look at and not to change. */
public final class Past {
    private final Runs runs;
    private final Parts parts;

    public Past(Runs runs, Parts parts) {
        this.runs = runs;
        this.parts = parts;
    }

    /** A run as last written. */
    public Optional<Run> run(RunId id) {
        return runs.find(id);
    }

    /** Who has paused a job, if it is paused; never stale. */
    public Optional<String> pausedBy(JobName job) {
        return runs.registered(job).flatMap(Registered::pausedBy);
    }

    /**
     * The items of one plan part in their order, each with its outcome. They are those that are stored, counted or not: an
     * invocation may have died between a part and its checkpoint.
     *
     * @param number from 1 to the number of the run's parts
     * @throws cloud.broom.plan.UnreadablePart if a part is not there or is not what was written
     * @throws cloud.broom.task.TaskFailure if the store does not answer
     */
    public List<Deed> part(Run run, int number) {
        Map<String, Outcome> outcomes = number <= run.progress().applied() + 1 ? outcomes(run, number) : Map.of();
        String name = run.planPart(number);
        return PlanPart.decode(parts.get(name), name).items().stream()
                .map(item -> new Deed(item, Optional.ofNullable(outcomes.get(item.id()))))
                .toList();
    }

    /** The first of a run's planned items of which no outcome is stored. */
    public List<String> missing(Run run, int atMost) {
        return IntStream.rangeClosed(1, run.progress().parts())
                .boxed()
                .flatMap(number -> part(run, number).stream())
                .filter(deed -> deed.outcome().isEmpty())
                .map(deed -> deed.planned().id())
                .limit(atMost)
                .toList();
    }

    private Map<String, Outcome> outcomes(Run run, int number) {
        Map<String, Outcome> outcomes = new HashMap<>();
        int stretch = 1;
        Optional<OutcomePart> part = outcome(run, number, stretch);
        while (part.isPresent()) {
            part.get().results().forEach(result -> outcomes.put(result.id(), result.outcome()));
            part = outcome(run, number, ++stretch);
        }
        return outcomes;
    }

    private Optional<OutcomePart> outcome(Run run, int number, int stretch) {
        String name = run.outcomePart(number, stretch);
        return parts.find(name).map(stored -> OutcomePart.decode(stored, name));
    }
}

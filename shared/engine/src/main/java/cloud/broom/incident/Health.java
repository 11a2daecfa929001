package cloud.broom.incident;

import cloud.broom.job.Alerting;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.retry.ErrorName;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How a job has fared: its incidents, one a kind of trouble, and its last runs. Each change is a new value; {@link #next} is what is
 * written.
 *
 * @param incidents those open, and the last that ended; newest last
 * @param recent the last runs whose search went to its end, newest last
 * @param version counts what was written; 0 if nothing ever was
 */
public record Health(JobName job, List<Incident> incidents, List<Finish> recent, long version) {
    private static final int RECENT = 10;
    private static final int INCIDENTS = 12;

    public Health {
        incidents = List.copyOf(incidents);
        recent = List.copyOf(recent);
    }

    public static Health untouched(JobName job) {
        return new Health(job, List.of(), List.of(), 0);
    }

    /** The same, to be written over this. */
    public Health next() {
        return new Health(job, incidents, recent, version + 1);
    }

    /** The incidents that have not ended. */
    @JsonIgnore
    public List<Incident> open() {
        return incidents.stream().filter(Incident::open).toList();
    }

    /** When something is to be told of an incident if nothing happens. */
    public Optional<Instant> due() {
        return incidents.stream().flatMap(one -> one.due().stream()).min(Instant::compareTo);
    }

    public Optional<Incident> find(String id) {
        return incidents.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The last incident of a kind of trouble, open or over. */
    public Optional<Incident> of(Mode mode, ErrorName error) {
        return incidents.stream()
                .filter(one ->
                        one.trouble().mode() == mode && one.trouble().error().equals(error))
                .reduce((older, newer) -> newer);
    }

    /** Trouble has struck: the first of its kind opens an incident, a further one is counted, one soon after its end reopens it. */
    public Health struck(Trouble trouble, Alerting alerts, Instant now) {
        Optional<Incident> known = of(trouble.mode(), trouble.error());
        if (known.isPresent() && known.get().open()) {
            return with(known.get().again(trouble, alerts, now));
        }
        boolean soon = known.flatMap(Incident::resolved)
                .filter(end -> !end.at().plus(alerts.reopen()).isBefore(now))
                .isPresent();
        return soon
                ? with(known.orElseThrow().reopened(trouble, alerts, now))
                : and(Incident.opened(job, trouble, alerts, now));
    }

    /** A run that did all it was to do ends the troubles of its mode that pass with that. */
    public Health recovered(Mode mode, RunId run, Predicate<Trouble> passes, Instant now) {
        Health healed = this;
        for (Incident one : open()) {
            if (one.trouble().mode() == mode && passes.test(one.trouble())) {
                healed = healed.with(
                        one.resolved(new Remark(now, "resolved", run.value(), "the next run did all it was to do")));
            }
        }
        return healed;
    }

    /** Somebody has an open incident in hand. */
    public Health acknowledged(String id, Remark by) {
        return change(id, one -> one.acknowledged(by));
    }

    /** Somebody, or something, says that an open incident is over. */
    public Health resolved(String id, Remark by) {
        return change(id, one -> one.resolved(by));
    }

    public Health reminded(String id, Instant at) {
        return change(id, one -> one.reminded(at));
    }

    public Health escalated(String id, Instant at) {
        return change(id, one -> one.escalated(at));
    }

    /** A run whose search went to its end is among the last. */
    public Health finished(Finish finish) {
        List<Finish> all = Stream.concat(recent.stream(), Stream.of(finish)).toList();
        return new Health(job, incidents, all.subList(Math.max(0, all.size() - RECENT), all.size()), version);
    }

    private Health change(String id, UnaryOperator<Incident> how) {
        return find(id).filter(Incident::open).map(how).map(this::with).orElse(this);
    }

    private Health with(Incident changed) {
        return new Health(
                job,
                incidents.stream()
                        .map(one -> one.id().equals(changed.id()) ? changed : one)
                        .toList(),
                recent,
                version);
    }

    /** One more; beyond a bound those that ended first are let go. Open ones never are. */
    private Health and(Incident fresh) {
        List<Incident> all = new ArrayList<>(incidents);
        all.add(fresh);
        while (all.size() > INCIDENTS) {
            Optional<Incident> ended = all.stream().filter(one -> !one.open()).findFirst();
            if (ended.isEmpty()) {
                break;
            }
            all.remove(ended.get());
        }
        return new Health(job, all, recent, version);
    }
}

package cloud.broom.job;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.retry.Catcher;
import cloud.broom.retry.Retrier;
import cloud.broom.retry.Retries;
import cloud.broom.schedule.Schedule;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A configured task with a name, as written in a schedule's input, in {@code broom.yaml} or in a manual call.
 *
 * @param task which function's task it configures
 * @param owner who answers for it; required to apply
 * @param runbook where a person woken by its alert goes
 * @param params the task's own parameters, read by the task
 * @param limits how much may go
 * @param approval what has to be approved, and by how many
 * @param grace for how long a resource has to qualify before it may go; at most 90 days
 * @param window the hours in which its runs may act; without one at any
 * @param retry Retry rules of the Amazon States Language, tried before the defaults of {@link Retries}
 * @param catchers Catch rules, consulted when an error is retried no more
 * @param overlap what becomes of a slot while another run has the job's place
 * @param onParked what becomes of a slot while a run that waits for a person has it
 * @param timeout for how long invocations may move a run, waiting not counted; without one they may for ever
 * @param cache how old what its runs look up may be
 * @param schedule when it has to run, and what becomes of slots that did not; without one only what its EventBridge schedule says
 * @param alerts what people are told of it
 * @param queue how many slots may wait for the job's place, where overlapping ones queue
 * @param maxPerHour how many runs may begin within one hour of the clock; more are SKIPPED
 */
public record Job(
        JobName name,
        String task,
        Mode mode,
        Optional<String> owner,
        Optional<URI> runbook,
        ObjectNode params,
        Limits limits,
        Approval approval,
        Optional<Duration> grace,
        Optional<Window> window,
        List<Retrier> retry,
        @JsonProperty("catch") List<Catcher> catchers,
        Overlap overlap,
        OnParked onParked,
        Optional<Duration> timeout,
        Freshness cache,
        Optional<Schedule> schedule,
        Alerting alerts,
        int queue,
        Optional<Integer> maxPerHour) {

    /** How many may wait for a job's place where it says nothing, and at most. */
    public static final int QUEUE_MOST = 10;

    private static final int OWNER_CHARS = 200;

    /** What tells that a notice was delivered outlives the longest grace that counts from it. */
    private static final Duration GRACE_MOST = Duration.ofDays(90);

    public Job {
        params = params.deepCopy();
        retry = List.copyOf(retry);
        catchers = List.copyOf(catchers);
        Refused.when(task.isBlank(), "task", "is empty");
        Refused.when(
                mode == Mode.APPLY && owner.filter(who -> !who.isBlank()).isEmpty(),
                "owner",
                "is missing: mode apply needs someone who answers for the job");
        Refused.when(owner.orElse("").length() > OWNER_CHARS, "owner", "is longer than " + OWNER_CHARS + " characters");
        Refused.when(
                runbook.isPresent() && !runbook.get().isAbsolute(),
                "runbook",
                "'" + runbook.map(URI::toString).orElse("") + "' is not an absolute URL");
        Refused.when(
                grace.filter(Duration::isNegative).isPresent(),
                "grace",
                grace.map(Duration::toString).orElse("") + " is negative: PT0S is none");
        Refused.when(
                grace.filter(wait -> wait.compareTo(GRACE_MOST) > 0).isPresent(),
                "grace",
                grace.map(Duration::toString).orElse("") + " is more than " + GRACE_MOST.toDays() + " days");
        Retrier.check(retry);
        Catcher.check(catchers);
        Refused.when(
                timeout.filter(most -> most.isNegative() || most.isZero()).isPresent(),
                "timeout",
                timeout.map(Duration::toString).orElse("") + " leaves no time at all");
        Refused.when(queue < 1 || queue > QUEUE_MOST, "queue", queue + " is not from 1 to " + QUEUE_MOST);
        Refused.when(
                maxPerHour.filter(most -> most < 1).isPresent(),
                "maxPerHour",
                maxPerHour.orElse(0) + " is not at least 1: pause the job to have none");
    }

    @JsonCreator
    static Job read(
            @JsonProperty("name") Optional<JobName> name,
            @JsonProperty("task") Optional<String> task,
            @JsonProperty("mode") Optional<Mode> mode,
            @JsonProperty("owner") Optional<String> owner,
            @JsonProperty("runbook") Optional<URI> runbook,
            @JsonProperty("params") Optional<ObjectNode> params,
            @JsonProperty("limits") Optional<Limits> limits,
            @JsonProperty("approval") Optional<Approval> approval,
            @JsonProperty("grace") Optional<Duration> grace,
            @JsonProperty("window") Optional<Window> window,
            @JsonProperty("retry") Optional<List<Retrier>> retry,
            @JsonProperty("catch") Optional<List<Catcher>> catchers,
            @JsonProperty("overlap") Optional<Overlap> overlap,
            @JsonProperty("onParked") Optional<OnParked> onParked,
            @JsonProperty("timeout") Optional<Duration> timeout,
            @JsonProperty("cache") Optional<Freshness> cache,
            @JsonProperty("schedule") Optional<Schedule> schedule,
            @JsonProperty("alerts") Optional<Alerting> alerts,
            @JsonProperty("queue") Optional<Integer> queue,
            @JsonProperty("maxPerHour") Optional<Integer> maxPerHour) {
        return new Job(
                name.orElseThrow(() -> new Refused("name", "is missing: every job needs one")),
                task.orElseThrow(() -> new Refused("task", "is missing: say which task the job configures")),
                mode.orElse(Mode.DRY_RUN),
                owner,
                runbook,
                params.orElseThrow(() -> new Refused("params", "is missing: the task's parameters")),
                limits.orElse(Limits.DEFAULT),
                approval.orElse(Approval.DEFAULT),
                grace,
                window,
                retry.orElse(List.of()),
                catchers.orElse(List.of()),
                overlap.orElse(Overlap.SKIP),
                onParked.orElse(OnParked.SKIP),
                timeout,
                cache.orElse(Freshness.OF_ONE_RUN),
                schedule,
                alerts.orElse(Alerting.DEFAULT),
                queue.orElse(QUEUE_MOST),
                maxPerHour);
    }

    /** Tells what is done with it from what was done before: any word but those on when it runs and who hears of it makes it another. */
    public String digest() {
        ObjectNode spec = (ObjectNode) Json.tree(this);
        spec.remove(List.of("mode", "owner", "runbook", "schedule", "alerts", "queue", "maxPerHour"));
        return Json.digest(spec);
    }

    /**
     * The same job in another mode.
     *
     * @throws Refused if it cannot be applied as it is
     */
    public Job in(Mode other) {
        return new Job(
                name,
                task,
                other,
                owner,
                runbook,
                params,
                limits,
                approval,
                grace,
                window,
                retry,
                catchers,
                overlap,
                onParked,
                timeout,
                cache,
                schedule,
                alerts,
                queue,
                maxPerHour);
    }
}

package cloud.broom.local.scheduler;

import cloud.broom.local.delivery.Delivery;
import cloud.broom.local.delivery.Delivery.EventHead;
import cloud.broom.local.delivery.Handed;
import cloud.broom.local.delivery.Targets;
import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Principal;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.work.Recurrence;
import cloud.broom.local.work.Work;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schedules and their groups; each enabled schedule fires by the cloud's clock, under its role, at its target.
 *
 * <p>What the target does not take goes to the schedule's dead-letter queue at once: nothing here is refused today and
 * taken tomorrow, so the retry policy has nothing to do. A flexible window is used from its beginning.
 */
public final class Schedules {
    /** The group of schedules that name none. */
    public static final String DEFAULT_GROUP = "default";

    private static final Logger log = LoggerFactory.getLogger(Schedules.class);

    private final Account account;
    private final Targets targets;
    private final Work work;
    private final Set<String> groups = new ConcurrentSkipListSet<>(Set.of(DEFAULT_GROUP));
    private final Map<String, Schedule> schedules = new ConcurrentSkipListMap<>();
    private final Map<String, Recurrence> running = new HashMap<>();

    public Schedules(Account account, Targets targets, Work work) {
        this.account = account;
        this.targets = targets;
        this.work = work;
    }

    /**
     * Makes a schedule. Gives its ARN.
     *
     * @param wish the members of CreateSchedule
     */
    public synchronized String create(String name, ObjectNode wish) {
        Schedule schedule = schedule(name, wish);
        if (schedules.containsKey(schedule.arn())) {
            throw new AwsError(409, "ConflictException", "Schedule " + name + " already exists.");
        }
        put(schedule);
        return schedule.arn();
    }

    /** Makes a group. Gives its ARN. */
    public synchronized String createGroup(String group) {
        if (!groups.add(group)) {
            throw new AwsError(409, "ConflictException", "Schedule group " + group + " already exists.");
        }
        return groupArn(group);
    }

    public String arn(String group, String name) {
        return account.arn("scheduler", "schedule/" + group + "/" + name);
    }

    String groupArn(String group) {
        return account.arn("scheduler", "schedule-group/" + group);
    }

    synchronized String update(String name, ObjectNode wish) {
        Schedule schedule = schedule(name, wish);
        put(schedule.created(get(schedule.group(), name).created()));
        return schedule.arn();
    }

    synchronized void delete(String group, String name) {
        remove(get(group, name).arn());
    }

    synchronized void deleteGroup(String group) {
        checkGroup(group);
        groups.remove(group);
        all().stream().filter(schedule -> schedule.group().equals(group)).forEach(schedule -> remove(schedule.arn()));
    }

    Schedule get(String group, String name) {
        return Optional.ofNullable(schedules.get(arn(group, name)))
                .orElseThrow(
                        () -> new AwsError(404, "ResourceNotFoundException", "Schedule " + name + " does not exist."));
    }

    List<Schedule> all() {
        return List.copyOf(schedules.values());
    }

    List<String> groups() {
        return List.copyOf(groups);
    }

    void checkGroup(String group) {
        if (!groups.contains(group)) {
            throw new AwsError(404, "ResourceNotFoundException", "Schedule group " + group + " does not exist.");
        }
    }

    private Schedule schedule(String name, ObjectNode wish) {
        String group = wish.path("GroupName").asText(DEFAULT_GROUP);
        checkGroup(group);
        return Schedule.of(group, name, arn(group, name), wish, work.clock().instant());
    }

    private void put(Schedule schedule) {
        remove(schedule.arn());
        schedules.put(schedule.arn(), schedule);
        if (schedule.enabled()) {
            // A rate without a start fires at once: its first instant is that of its last change.
            Instant from = schedule.modified().minusNanos(1);
            running.put(
                    schedule.arn(),
                    Recurrence.after(
                            from,
                            work,
                            schedule.expression(),
                            schedule.end(),
                            scheduled -> fire(schedule, scheduled),
                            () -> over(schedule)));
        }
    }

    private void remove(String arn) {
        schedules.remove(arn);
        Optional.ofNullable(running.remove(arn)).ifPresent(Recurrence::cancel);
    }

    private synchronized void over(Schedule schedule) {
        if (schedule.deletedWhenOver() && schedule.equals(schedules.get(schedule.arn()))) {
            remove(schedule.arn());
        }
    }

    private void fire(Schedule schedule, Instant scheduled) {
        JsonNode target = schedule.target();
        String execution = UUID.randomUUID().toString();
        String role = target.path("RoleArn").asText().replaceFirst(".*/", "");
        Principal caller = Principal.assumed(account, role, schedule.name());
        Delivery delivery = Delivery.of(target.path("Arn").asText(), schedule.input(scheduled, execution));
        JsonNode event = target.path("EventBridgeParameters");
        if (!event.isMissingNode()) {
            delivery = delivery.as(new EventHead(
                    event.path("Source").asText(), event.path("DetailType").asText()));
        }
        Handed handed = targets.hand(delivery, caller);
        if (!handed.accepted()) {
            log.warn("Schedule {} was not taken by its target: {}", schedule.arn(), handed.message());
            giveUp(schedule, scheduled, execution, delivery, handed, caller);
        }
    }

    private void giveUp(
            Schedule schedule, Instant scheduled, String execution, Delivery delivery, Handed why, Principal caller) {
        String queue = schedule.target().path("DeadLetterConfig").path("Arn").asText();
        if (queue.isEmpty()) {
            return;
        }
        Handed handed = targets.hand(
                Delivery.of(queue, delivery.payload())
                        .with(Map.of(
                                "ERROR_CODE",
                                why.code() + "Exception",
                                "ERROR_MESSAGE",
                                why.message(),
                                "EXECUTION_ID",
                                execution,
                                "IS_PAYLOAD_TRUNCATED",
                                "false",
                                "RETRY_ATTEMPTS",
                                "0",
                                "SCHEDULED_TIME",
                                scheduled.toString(),
                                "SCHEDULE_ARN",
                                schedule.arn(),
                                "TARGET_ARN",
                                delivery.arn())),
                caller);
        if (!handed.accepted()) {
            log.warn("The dead-letter queue of {} took nothing: {}", schedule.arn(), handed.message());
        }
    }
}

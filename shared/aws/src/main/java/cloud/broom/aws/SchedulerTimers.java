package cloud.broom.aws;

import cloud.broom.schedule.Firing;
import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/**
 * The schedules in EventBridge Scheduler that call a function of the stack's: by the name that CloudFormation gives one, the
 * stack's name and the function's logical id. A list has no inputs, so each of them is asked for.
 */
public final class SchedulerTimers implements Timers {
    /** Pages of a hundred; an account that has more schedules than that wants a watchdog of another kind. */
    private static final int PAGES = 50;

    private static final Pattern ARN = Pattern.compile("arn:[^:]+:scheduler:[^:]+:[^:]+:schedule/([^/]+)/(.+)");

    private final SchedulerClient scheduler;
    private final Pattern functions;

    /** For the stack's name. */
    public SchedulerTimers(SchedulerClient scheduler, String stack) {
        this.scheduler = scheduler;
        this.functions = Pattern.compile("arn:[^:]+:lambda:[^:]+:[^:]+:function:" + Pattern.quote(stack)
                + "-(?!WatchdogFunction-)[A-Za-z0-9]+Function-[A-Za-z0-9]+(:.+)?");
    }

    @Override
    public List<Timer> all() {
        List<Timer> timers = new ArrayList<>();
        Optional<String> page = Optional.empty();
        for (int pages = 0; pages < PAGES; pages++) {
            ListSchedulesResponse listed = list(page);
            listed.schedules().stream().filter(this::isOurs).forEach(one -> get(one.groupName(), one.name())
                    .ifPresent(timers::add));
            page = Optional.ofNullable(listed.nextToken()).filter(token -> !token.isEmpty());
            if (page.isEmpty()) {
                return timers;
            }
        }
        throw new Unanswered(
                "list of schedules", new IllegalStateException("there are more than " + PAGES + " pages of them"));
    }

    @Override
    public Optional<Timer> find(String arn) {
        Matcher named = ARN.matcher(arn);
        return named.matches() ? get(named.group(1), named.group(2)) : Optional.empty();
    }

    private boolean isOurs(ScheduleSummary schedule) {
        return functions.matcher(schedule.target().arn()).matches();
    }

    private ListSchedulesResponse list(Optional<String> page) {
        try {
            return scheduler.listSchedules(list -> page.ifPresent(list::nextToken));
        } catch (SdkException refused) {
            throw new Unanswered("list of schedules", refused);
        }
    }

    private Optional<Timer> get(String group, String name) {
        try {
            return Optional.of(
                    timer(scheduler.getSchedule(get -> get.groupName(group).name(name))));
        } catch (ResourceNotFoundException gone) {
            return Optional.empty();
        } catch (SdkException refused) {
            throw new Unanswered("schedule " + group + "/" + name, refused);
        }
    }

    private static Timer timer(GetScheduleResponse schedule) {
        return new Timer(
                schedule.arn(),
                schedule.target().arn(),
                schedule.state() != ScheduleState.DISABLED,
                firing(schedule),
                Optional.ofNullable(schedule.target().input()).orElse("{}"),
                schedule.lastModificationDate());
    }

    private static Firing firing(GetScheduleResponse schedule) {
        return new Firing(
                schedule.scheduleExpression(),
                Optional.ofNullable(schedule.scheduleExpressionTimezone()).orElse("UTC"),
                Optional.ofNullable(schedule.startDate()),
                Optional.ofNullable(schedule.endDate()),
                Optional.ofNullable(schedule.flexibleTimeWindow())
                        .flatMap(flexible -> Optional.ofNullable(flexible.maximumWindowInMinutes()))
                        .map(Duration::ofMinutes)
                        .orElse(Duration.ZERO));
    }
}

package cloud.broom.it.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

/** A schedule of EventBridge Scheduler, as a person has made it or comes upon it. */
record Schedule(SchedulerClient scheduler, String name) implements AutoCloseable {
    /** What EventBridge puts the instant in place of. */
    static final String SLOT = "<aws.scheduler.scheduled-time>";

    static final String EXPRESSION = "rate(1 minute)";

    /** One that calls a function each minute. */
    static Schedule eachMinute(Cloud cloud, String name, String function, String role, JsonNode call) {
        cloud.scheduler().createSchedule(schedule -> schedule.name(name)
                .scheduleExpression(EXPRESSION)
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(function).roleArn(role).input(call.toString())));
        return new Schedule(cloud.scheduler(), name);
    }

    /** The one that is there for a function. */
    static Schedule of(Cloud cloud, String function) {
        return cloud.scheduler().listSchedulesPaginator(list -> {}).schedules().stream()
                .filter(schedule -> schedule.target().arn().endsWith(":" + function))
                .map(schedule -> new Schedule(cloud.scheduler(), schedule.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no schedule calls " + function));
    }

    /** As by hand, in the console: all else of it stays. */
    void disable() {
        GetScheduleResponse now = scheduler.getSchedule(get -> get.name(name));
        scheduler.updateSchedule(update -> update.name(name)
                .scheduleExpression(now.scheduleExpression())
                .scheduleExpressionTimezone(now.scheduleExpressionTimezone())
                .flexibleTimeWindow(now.flexibleTimeWindow())
                .target(now.target())
                .state(ScheduleState.DISABLED));
    }

    @Override
    public void close() {
        scheduler.deleteSchedule(delete -> delete.name(name));
    }
}

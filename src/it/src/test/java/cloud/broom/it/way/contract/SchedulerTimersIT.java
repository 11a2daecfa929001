package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.aws.SchedulerTimers;
import cloud.broom.schedule.Firing;
import cloud.broom.testkit.contract.TimersContract;
import cloud.broom.watch.Timers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;

/** EventBridge Scheduler as the watchdog may look at it; the stack's own schedules, its sample's and the watchdog's, are there too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SchedulerTimersIT extends TimersContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.as("WatchdogFunction");

    @Override
    protected Timers timers() {
        return new WithoutSample(new SchedulerTimers(stack.aws().scheduler(), stack.name()));
    }

    @Override
    protected void put(Wish wish) {
        try (Aws operator = stack.operator()) {
            SchedulerClient scheduler = operator.scheduler();
            String function = operator.lambda()
                    .getFunctionConfiguration(get -> get.functionName(stack.physicalId("S3StaleObjectsFunction")))
                    .functionArn();
            Target target = Target.builder()
                    .arn(function)
                    .roleArn("arn:aws:iam::" + function.split(":", -1)[4] + ":role/"
                            + stack.physicalId("S3StaleObjectsScheduleRole"))
                    .input(wish.input())
                    .build();
            ScheduleState state = wish.enabled() ? ScheduleState.ENABLED : ScheduleState.DISABLED;
            FlexibleTimeWindow window = window(wish.firing());
            try {
                scheduler.updateSchedule(update -> update.name(wish.name())
                        .scheduleExpression(wish.firing().expression())
                        .scheduleExpressionTimezone(wish.firing().timezone())
                        .state(state)
                        .flexibleTimeWindow(window)
                        .target(target));
            } catch (ResourceNotFoundException fresh) {
                scheduler.createSchedule(create -> create.name(wish.name())
                        .scheduleExpression(wish.firing().expression())
                        .scheduleExpressionTimezone(wish.firing().timezone())
                        .state(state)
                        .flexibleTimeWindow(window)
                        .target(target));
            }
        }
    }

    private static FlexibleTimeWindow window(Firing firing) {
        FlexibleTimeWindow.Builder window = FlexibleTimeWindow.builder();
        return firing.window().isZero()
                ? window.mode(FlexibleTimeWindowMode.OFF).build()
                : window.mode(FlexibleTimeWindowMode.FLEXIBLE)
                        .maximumWindowInMinutes(Math.toIntExact(firing.window().toMinutes()))
                        .build();
    }

    @Override
    protected void remove(String name) {
        try (Aws operator = stack.operator()) {
            operator.scheduler().deleteSchedule(delete -> delete.name(name));
        }
    }

    /** One cloud lasts for all tests. */
    @AfterEach
    void clear() {
        try (Aws operator = stack.operator()) {
            timers().all().forEach(timer -> operator.scheduler()
                    .deleteSchedule(delete ->
                            delete.name(timer.name().substring(timer.name().indexOf('/') + 1))));
        }
    }
}

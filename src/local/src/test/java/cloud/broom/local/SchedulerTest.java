package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

final class SchedulerTest {
    private final ProbeStack probes;
    private final SchedulerClient scheduler;

    SchedulerTest(@TempDir Path folder) throws IOException {
        probes = new ProbeStack(folder, Map.of("Ticking", "no"));
        scheduler = Clients.scheduler(probes.cloud.operatorEnvironment());
    }

    @AfterEach
    void close() {
        scheduler.close();
        probes.close();
    }

    @Test
    void callsAFunctionAtEachTimeOfACronWithThatTime() throws InterruptedException {
        create("nightly", request -> request.scheduleExpression("cron(30 2 * * ? *)")
                .scheduleExpressionTimezone("Europe/Berlin"));

        probes.clock.advance(Duration.ofDays(2));
        assertThat(probes.nextLine()).isEqualTo("probe {\"at\":\"2026-03-30T00:30:00Z\"}");
        assertThat(probes.rests()).isTrue();
        assertThat(probes.printed).isEmpty();
        probes.clock.advance(Duration.ofDays(1));
        assertThat(probes.nextLine()).isEqualTo("probe {\"at\":\"2026-03-31T00:30:00Z\"}");
    }

    @Test
    void firesARateFromItsStart() throws InterruptedException {
        create("often", request -> request.scheduleExpression("rate(10 minutes)")
                .startDate(ProbeStack.START.plusSeconds(30)));

        probes.clock.advance(Duration.ofSeconds(30));
        assertThat(probes.nextLine()).contains("2026-03-28T10:00:30Z");
        assertThat(probes.rests()).isTrue();
        probes.clock.advance(Duration.ofMinutes(10));
        assertThat(probes.nextLine()).contains("2026-03-28T10:10:30Z");
    }

    @Test
    void firesOnceAndIsDeletedIfAskedTo() throws InterruptedException {
        create("once", request -> request.scheduleExpression("at(2026-03-28T10:00:10)")
                .actionAfterCompletion(ActionAfterCompletion.DELETE));

        probes.clock.advance(Duration.ofSeconds(10));
        assertThat(probes.nextLine()).contains("2026-03-28T10:00:10Z");
        assertThat(probes.rests()).isTrue();
        assertThatThrownBy(() -> scheduler.getSchedule(request -> request.name("once")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void holdsADisabledScheduleUntilItIsEnabled() throws InterruptedException {
        create("held", request -> request.scheduleExpression("rate(1 minute)").state(ScheduleState.DISABLED));
        probes.clock.advance(Duration.ofMinutes(5));
        assertThat(probes.rests()).isTrue();
        assertThat(probes.printed).isEmpty();

        scheduler.updateSchedule(request -> request.name("held")
                .scheduleExpression("rate(1 minute)")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(arn(probes.function())).roleArn(role("CallerRole"))));

        assertThat(probes.nextLine()).isEqualTo("probe {}");
    }

    @Test
    void sendsWhatItsRoleMayNotCallToTheDeadLetters() {
        scheduler.createSchedule(request -> request.name("denied")
                .scheduleExpression("rate(1 minute)")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(arn(probes.stack.physicalId("Mute")))
                        .roleArn(role("ProbeRole"))
                        .deadLetterConfig(dead -> dead.arn("arn:aws:sqs:us-east-1:123456789012:" + queueName()))
                        .input("{\"lost\":true}")));

        assertThat(probes.rests()).isTrue();
        assertThat(probes.printed).isEmpty();
        assertThat(probes.messages(probes.stack.physicalId("Failures")))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.body()).isEqualTo("{\"lost\":true}");
                    assertThat(ProbeStack.attributes(message))
                            .containsEntry("ERROR_CODE", "AccessDeniedException")
                            .containsEntry("SCHEDULED_TIME", "2026-03-28T10:00:00Z")
                            .containsEntry("RETRY_ATTEMPTS", "0")
                            .containsEntry(
                                    "SCHEDULE_ARN", "arn:aws:scheduler:us-east-1:123456789012:schedule/default/denied")
                            .containsEntry("TARGET_ARN", arn(probes.stack.physicalId("Mute")))
                            .containsEntry("IS_PAYLOAD_TRUNCATED", "false")
                            .containsKeys("ERROR_MESSAGE", "EXECUTION_ID")
                            .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
                });
    }

    @Test
    void sendsWhatADeletedFunctionMissesToTheDeadLetters() {
        create("orphan", request -> request.scheduleExpression("at(2026-03-28T10:00:10)")
                .target(target -> target.arn(arn(probes.function()))
                        .roleArn(role("CallerRole"))
                        .deadLetterConfig(dead -> dead.arn("arn:aws:sqs:us-east-1:123456789012:" + queueName()))
                        .input("{\"lost\":true}")));
        try (var lambda = Clients.lambda(probes.cloud.operatorEnvironment())) {
            lambda.deleteFunction(request -> request.functionName(probes.function()));
        }

        probes.clock.advance(Duration.ofSeconds(10));

        assertThat(probes.rests()).isTrue();
        assertThat(probes.messages(probes.stack.physicalId("Failures")))
                .singleElement()
                .satisfies(message -> assertThat(ProbeStack.attributes(message))
                        .containsEntry("ERROR_CODE", "ResourceNotFoundException"));
    }

    @Test
    void tellsHowAScheduleIsSetUpAndWhenItWasChangedLast() {
        create("told", request -> request.scheduleExpression("rate(1 day)")
                .startDate(ProbeStack.START.plusSeconds(60))
                .endDate(ProbeStack.START.plusSeconds(6000)));
        probes.clock.advance(Duration.ofSeconds(30));
        scheduler.updateSchedule(request -> request.name("told")
                .scheduleExpression("cron(0 3 * * ? *)")
                .scheduleExpressionTimezone("Europe/Berlin")
                .state(ScheduleState.DISABLED)
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(arn(probes.function()))
                        .roleArn(role("CallerRole"))
                        .input("{\"n\":2}")));

        var told = scheduler.getSchedule(request -> request.name("told"));
        assertThat(told.creationDate()).isEqualTo(ProbeStack.START);
        assertThat(told.lastModificationDate()).isEqualTo(ProbeStack.START.plusSeconds(30));
        assertThat(told.state()).isEqualTo(ScheduleState.DISABLED);
        assertThat(told.scheduleExpressionTimezone()).isEqualTo("Europe/Berlin");
        assertThat(told.target().input()).isEqualTo("{\"n\":2}");
        assertThat(told.startDate()).isNull();
        assertThat(scheduler
                        .listSchedules(request -> request.namePrefix("told"))
                        .schedules())
                .singleElement()
                .satisfies(summary -> {
                    assertThat(summary.state()).isEqualTo(ScheduleState.DISABLED);
                    assertThat(summary.target().arn()).isEqualTo(arn(probes.function()));
                    assertThat(summary.lastModificationDate()).isEqualTo(ProbeStack.START.plusSeconds(30));
                });
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertThatThrownBy(() -> create("a", r -> r.scheduleExpression("at(2026-03-28T09:59:59)")))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> create("b", r -> r.scheduleExpression("cron(0 2 * * * *)")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("day-of-month and day-of-week");
        assertThatThrownBy(() -> create("c", r -> r.scheduleExpression("rate(1 minutes)")))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() ->
                        create("d", r -> r.scheduleExpression("rate(1 day)").scheduleExpressionTimezone("Mars/X")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Mars/X");
        assertThatThrownBy(() ->
                        create("e", r -> r.scheduleExpression("rate(1 day)").groupName("nowhere")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void keepsSchedulesByGroup() {
        scheduler.createScheduleGroup(request -> request.name("jobs"));
        create("x", r -> r.scheduleExpression("rate(1 day)").groupName("jobs").state(ScheduleState.DISABLED));

        assertThatThrownBy(() ->
                        create("x", r -> r.scheduleExpression("rate(1 day)").groupName("jobs")))
                .isInstanceOf(ConflictException.class);
        assertThat(scheduler.listSchedules(request -> request.groupName("jobs")).schedules())
                .singleElement()
                .satisfies(schedule -> assertThat(schedule.arn()).endsWith(":schedule/jobs/x"));
        assertThat(scheduler
                        .getSchedule(request -> request.name("x").groupName("jobs"))
                        .state())
                .isEqualTo(ScheduleState.DISABLED);
        scheduler.deleteScheduleGroup(request -> request.name("jobs"));
        assertThat(scheduler.listSchedules(request -> {}).schedules()).hasSize(1);
    }

    private void create(String name, Consumer<CreateScheduleRequest.Builder> more) {
        CreateScheduleRequest.Builder request = CreateScheduleRequest.builder()
                .name(name)
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(arn(probes.function()))
                        .roleArn(role("CallerRole"))
                        .input("{\"at\":\"<aws.scheduler.scheduled-time>\"}"));
        more.accept(request);
        scheduler.createSchedule(request.build());
    }

    private String queueName() {
        return probes.stack.physicalId("Failures").replaceFirst(".*/", "");
    }

    private String role(String logicalId) {
        return probes.cloud.account().roleArn(probes.stack.physicalId(logicalId));
    }

    private static String arn(String function) {
        return "arn:aws:lambda:us-east-1:123456789012:function:" + function;
    }
}

package cloud.broom.cli.stack;

import cloud.broom.TestAlert;
import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoNotices;
import cloud.broom.aws.NoticeLine;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What a stack tells people: its outbox, its topic and who is subscribed to that. */
public final class Alerts {
    /** So many notices are listed at once. */
    public static final int MOST = 200;

    private final Aws aws;
    private final Stack stack;
    private final Caller caller;
    private final DynamoNotices notices;

    Alerts(Aws aws, Stack stack, Caller caller) {
        this.aws = aws;
        this.stack = stack;
        this.caller = caller;
        this.notices = new DynamoNotices(aws.dynamoDb(), stack.table());
    }

    /** Notices that were not delivered yet, the first to be tried next. */
    public List<NoticeLine> waiting() {
        return Troubles.telling("read table " + stack.table(), () -> notices.waiting(MOST));
    }

    /** Notices that were delivered, or expired, in the last day, the last first. */
    public List<NoticeLine> closed(Instant now) {
        Instant from = now.minus(Duration.ofDays(1));
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return Troubles.telling("read table " + stack.table(), () -> Stream.of(today, today.minusDays(1))
                .flatMap(day -> notices.closed(day, MOST).stream())
                .filter(line -> line.closedAt().filter(from::isBefore).isPresent())
                .limit(MOST)
                .toList());
    }

    /** Has the watchdog's function tell a test alert, as it tells every other. */
    public TestAlert.Told test(Alert.Severity severity, String by) {
        String payload = Json.object()
                .put("order", "test-alert")
                .put("severity", severity.name())
                .put("by", by)
                .toString();
        return caller.call(stack.function("watchdog"), payload, TestAlert.Told.class);
    }

    /** Who is subscribed to the topic. */
    public List<Subscriber> subscribers() {
        return Troubles.telling(
                "list the subscriptions of " + stack.topic(),
                () ->
                        aws
                                .sns()
                                .listSubscriptionsByTopicPaginator(list -> list.topicArn(stack.topic()))
                                .subscriptions()
                                .stream()
                                .map(one -> new Subscriber(
                                        one.protocol(),
                                        one.endpoint(),
                                        one.subscriptionArn().startsWith("arn:")))
                                .toList());
    }

    /** Lets the alarm that guards the watchdog go off; CloudWatch finds it well again with its next look. */
    public String alarm(String by) {
        String alarm = stack.watchdogAlarm();
        return Troubles.telling("set off alarm " + alarm, () -> {
            try (CloudWatchClient cloudWatch =
                    aws.configured(CloudWatchClient.builder(), "CLOUDWATCH").build()) {
                cloudWatch.setAlarmState(set -> set.alarmName(alarm)
                        .stateValue(StateValue.ALARM)
                        .stateReason("A test, asked for by " + by + ": the watchdog is well."));
                return alarm;
            }
        });
    }

    /**
     * One of those who hear of alerts.
     *
     * @param confirmed whether they have agreed to: if not nothing is sent to them
     */
    public record Subscriber(String protocol, String endpoint, boolean confirmed) {}
}

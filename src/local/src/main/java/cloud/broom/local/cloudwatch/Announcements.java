package cloud.broom.local.cloudwatch;

import cloud.broom.local.events.Buses;
import cloud.broom.local.sns.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a change of an alarm is told: as an event always, to its topics if its actions are enabled. */
public final class Announcements {
    /** The principal under which CloudWatch publishes. */
    static final String CLOUDWATCH = "cloudwatch.amazonaws.com";

    private final Topics topics;
    private final Buses buses;

    public Announcements(Topics topics, Buses buses) {
        this.topics = topics;
        this.buses = buses;
    }

    /** What became of each action. */
    List<String> tell(Change change) {
        Alarm alarm = change.alarm();
        buses.tell("aws.cloudwatch", "CloudWatch Alarm State Change", List.of(alarm.arn()), change.detail());
        List<String> told = new ArrayList<>();
        if (alarm.actionsEnabled()) {
            for (String topic : alarm.actions(change.after().value())) {
                Optional<String> refused =
                        topics.publishFor(CLOUDWATCH, alarm.arn(), topic, change.subject(), change.message());
                told.add(refused.map(why -> "Failed to execute action " + topic + ". Received error: \"" + why + "\"")
                        .orElse("Successfully executed action " + topic));
            }
        }
        return told;
    }
}

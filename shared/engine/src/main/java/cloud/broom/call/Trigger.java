package cloud.broom.call;

import cloud.broom.job.EventParams;
import cloud.broom.job.Job;
import cloud.broom.job.Slot;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The event that a rule asks for a run because of, in EventBridge's envelope
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html).
 */
public record Trigger(ObjectNode event) {
    /** Who sends this product's own events. */
    public static final String BROOM = "broom";

    public Trigger {
        event = event.deepCopy();
        Refused.when(
                !event.path("id").isTextual(),
                "id",
                "is missing: the rule's InputTransformer has to send the whole event, as <aws.events.event.json>");
        slot(event);
    }

    /** What it asks a run for: the same however often it is delivered. */
    public Slot slot() {
        return slot(event);
    }

    private static Slot slot(ObjectNode event) {
        try {
            return Slot.ofEvent(event.path("id").asText());
        } catch (Refused impossible) {
            throw impossible.within("id");
        }
    }

    /**
     * A job with what it takes from the event. One that follows on an event of this product has to be bounded, and on its own
     * events none follows: a job that began another run of itself, or a circle of jobs, would never end.
     *
     * @throws Refused if it takes what is not there, or cannot follow on this event
     */
    public Job fill(Job job) {
        if (event.path("source").asText().equals(BROOM)) {
            String of = event.path("detail").path("job").asText();
            Refused.when(
                    of.equals(job.name().value()),
                    "job.name",
                    "'" + of + "' would trigger itself: the event is of one of its own runs; leave it out of the rule's"
                            + " pattern by detail.job, or name another job");
            Refused.when(
                    job.maxPerHour().isEmpty(),
                    "job.maxPerHour",
                    "is missing: a job that follows on an event of another needs it, since jobs may follow each other in"
                            + " a circle");
        }
        return EventParams.filled(job, event);
    }
}

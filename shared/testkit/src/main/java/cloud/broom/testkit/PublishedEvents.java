package cloud.broom.testkit;

import cloud.broom.notice.Event;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Locale;
import java.util.Set;

/** Events as docs/events publishes them: one JSON Schema a detail type. */
public final class PublishedEvents {
    private static final String FOLDER = "classpath:cloud/broom/testkit/events/";
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private PublishedEvents() {}

    /** The event, if it is as it is published to be; otherwise an error of whoever made it. */
    public static Event checked(Event event) {
        check(event.detailType(), event.published());
        return event;
    }

    /**
     * Checks a detail as it is on the bus.
     *
     * @throws AssertionError if its type has no schema, or the detail does not meet it
     */
    public static void check(String detailType, JsonNode detail) {
        Set<ValidationMessage> wrong = schema(detailType)
                .validate(detail, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    "an event " + detailType + " is not as docs/events says: " + wrong + " in " + detail);
        }
    }

    private static JsonSchema schema(String detailType) {
        String name = detailType.toLowerCase(Locale.ROOT).replace(' ', '-') + ".schema.json";
        if (PublishedEvents.class.getResource("events/" + name) == null) {
            throw new AssertionError("docs/events has no " + name + ": publish a schema for " + detailType);
        }
        return SCHEMAS.getSchema(SchemaLocation.of(FOLDER + name));
    }
}

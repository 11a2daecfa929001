package cloud.broom.watch;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A call that was given up, as the message about it says: from Lambda's on-failure destination
 * (docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html), or from the dead-letter queue of a schedule
 * (docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html) or of a rule
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).
 *
 * @param function that was called; empty if the message does not say
 * @param payload that it was called with
 * @param request names the call
 */
record LostCall(String function, String payload, String request, String why) {
    private static final int WHY_CHARS = 500;
    private static final String LATEST = ":$LATEST";
    private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

    LostCall {
        why = why.length() > WHY_CHARS ? why.substring(0, WHY_CHARS) + "..." : why;
    }

    static LostCall of(DeadLetters.Message message) {
        return fromLambda(message).orElseGet(() -> fromEventBridge(message));
    }

    private static Optional<LostCall> fromLambda(DeadLetters.Message message) {
        JsonNode body;
        try {
            body = Json.parse(message.body(), "message");
        } catch (Refused notJson) {
            return Optional.empty();
        }
        JsonNode context = body.path("requestContext");
        if (!context.isObject() || !body.has("requestPayload")) {
            return Optional.empty();
        }
        JsonNode error = body.path("responsePayload");
        String arn = context.path("functionArn").asText();
        return Optional.of(new LostCall(
                arn.endsWith(LATEST) ? arn.substring(0, arn.length() - LATEST.length()) : arn,
                body.path("requestPayload").toString(),
                context.path("requestId").asText(message.id()),
                context.path("condition").asText("failed") + " after "
                        + context.path("approximateInvokeCount").asText("some") + " invocations: "
                        + error.path("errorType").asText("no error type") + ": "
                        + error.path("errorMessage").asText("no message")));
    }

    private static LostCall fromEventBridge(DeadLetters.Message message) {
        String time = attribute(message, "SCHEDULED_TIME", "");
        return new LostCall(
                attribute(message, "TARGET_ARN", ""),
                time.isEmpty() ? message.body() : message.body().replace(SCHEDULED_TIME, time),
                attribute(message, "EXECUTION_ID", message.id()),
                attribute(message, "ERROR_CODE", "it is not said why") + ": "
                        + attribute(message, "ERROR_MESSAGE", "no message") + " (from "
                        + attribute(message, "SCHEDULE_ARN", attribute(message, "RULE_ARN", "an unknown sender"))
                        + ")");
    }

    private static String attribute(DeadLetters.Message message, String name, String otherwise) {
        return message.attributes().getOrDefault(name, otherwise);
    }
}

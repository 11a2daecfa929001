package cloud.broom.local.scheduler;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import cloud.broom.schedule.InvalidScheduleException;
import cloud.broom.schedule.ScheduleExpression;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A schedule as it was asked for, found valid.
 *
 * @param wish the members of CreateSchedule
 * @param modified when it got the settings it has; a rate counts from then
 */
record Schedule(
        String group,
        String name,
        String arn,
        ObjectNode wish,
        ScheduleExpression expression,
        Instant created,
        Instant modified) {
    static final String NAME = "[0-9a-zA-Z-_.]{1,64}";

    private static final Set<String> TARGET =
            Set.of("Arn", "RoleArn", "Input", "RetryPolicy", "DeadLetterConfig", "EventBridgeParameters");

    /**
     * Checks a wish.
     *
     * @throws AwsError 400 ValidationException, as EventBridge Scheduler refuses it; 501 for targets not modelled
     */
    static Schedule of(String group, String name, String arn, ObjectNode wish, Instant now) {
        require(name.matches(NAME), "name", name);
        JsonNode target = wish.path("Target");
        require(target.path("Arn").isTextual(), "target.arn", "");
        require(target.path("RoleArn").asText().matches("arn:aws:iam::\\d{12}:role/.+"), "target.roleArn", "");
        target.fieldNames().forEachRemaining(member -> {
            if (!TARGET.contains(member)) {
                throw AwsError.notImplemented("Target." + member + " of a schedule");
            }
        });
        if (target.path("Arn").asText().startsWith("arn:aws:scheduler:::")) {
            throw AwsError.notImplemented("universal targets of schedules");
        }
        checkInput(target.path("Input").asText("{}"));
        checkWindow(wish.path("FlexibleTimeWindow"));
        String state = wish.path("State").asText("ENABLED");
        require(state.matches("ENABLED|DISABLED"), "state", state);
        ScheduleExpression expression = expression(wish, now);
        return new Schedule(group, name, arn, wish, expression.startingAt(start(wish, now)), now, now);
    }

    /** The same, made at that time. */
    Schedule created(Instant first) {
        return new Schedule(group, name, arn, wish, expression, first, modified);
    }

    boolean enabled() {
        return wish.path("State").asText("ENABLED").equals("ENABLED");
    }

    boolean deletedWhenOver() {
        return wish.path("ActionAfterCompletion").asText().equals("DELETE");
    }

    Optional<Instant> start() {
        return instant(wish, "StartDate");
    }

    Optional<Instant> end() {
        return instant(wish, "EndDate");
    }

    JsonNode target() {
        return wish.path("Target");
    }

    /** The input of one fire, its context attributes put in. */
    String input(Instant scheduled, String executionId) {
        return target().path("Input")
                .asText("{}")
                .replace("<aws.scheduler.schedule-arn>", arn)
                .replace("<aws.scheduler.scheduled-time>", scheduled.toString())
                .replace("<aws.scheduler.execution-id>", executionId)
                .replace("<aws.scheduler.attempt-number>", "1");
    }

    private static ScheduleExpression expression(JsonNode wish, Instant now) {
        String text = wish.path("ScheduleExpression").asText();
        try {
            ScheduleExpression expression = ScheduleExpression.parse(
                    text, wish.path("ScheduleExpressionTimezone").asText("UTC"));
            if (text.startsWith("at(") && expression.nextAfter(now).isEmpty()) {
                throw new AwsError(400, "ValidationException", "Invalid Schedule Expression " + text + ": it is past");
            }
            return expression;
        } catch (InvalidScheduleException e) {
            throw new AwsError(
                    400, "ValidationException", "Invalid Schedule Expression " + text + ": " + e.getMessage());
        }
    }

    /** A rate counts from its start; one without fires at once. */
    private static Instant start(JsonNode wish, Instant now) {
        return instant(wish, "StartDate").orElse(now);
    }

    /** Dates travel as seconds; a template writes them as text. */
    private static Optional<Instant> instant(JsonNode wish, String member) {
        JsonNode value = wish.path(member);
        try {
            if (value.isNumber()) {
                return Optional.of(Instant.ofEpochMilli((long) (value.asDouble() * 1000)));
            }
            return value.isTextual() ? Optional.of(Instant.parse(value.asText())) : Optional.empty();
        } catch (DateTimeException e) {
            throw new AwsError(400, "ValidationException", member + " is no date: " + value);
        }
    }

    private static void checkInput(String input) {
        try {
            JsonNode ignored = Json.read(input);
        } catch (JsonProcessingException e) {
            throw new AwsError(400, "ValidationException", "Invalid Input, it is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void checkWindow(JsonNode window) {
        String mode = window.path("Mode").asText();
        require(mode.matches("OFF|FLEXIBLE"), "flexibleTimeWindow.mode", mode);
        if (mode.equals("FLEXIBLE")) {
            int minutes = window.path("MaximumWindowInMinutes").asInt();
            require(minutes >= 1 && minutes <= 1440, "flexibleTimeWindow.maximumWindowInMinutes", "" + minutes);
        }
    }

    private static void require(boolean valid, String member, String value) {
        if (!valid) {
            throw new AwsError(
                    400,
                    "ValidationException",
                    "1 validation error detected: Value '" + value + "' at '" + member
                            + "' failed to satisfy constraint");
        }
    }
}

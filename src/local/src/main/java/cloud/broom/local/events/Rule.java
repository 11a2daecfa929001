package cloud.broom.local.events;

import cloud.broom.local.pattern.EventPattern;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.work.Recurrence;
import cloud.broom.schedule.InvalidScheduleException;
import cloud.broom.schedule.ScheduleExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule of a bus: which events, or when, and to whom. Guarded by the buses. */
final class Rule {
    private final String name;
    private final String bus;
    private final String arn;
    private final Map<String, RuleTarget> targets = new LinkedHashMap<>();
    private String pattern = "";
    private String expression = "";
    private String description = "";
    private boolean enabled = true;
    private Optional<Recurrence> timer = Optional.empty();

    Rule(String name, String bus, String arn) {
        this.name = name;
        this.bus = bus;
        this.arn = arn;
    }

    String name() {
        return name;
    }

    String bus() {
        return bus;
    }

    String arn() {
        return arn;
    }

    String pattern() {
        return pattern;
    }

    String expression() {
        return expression;
    }

    String description() {
        return description;
    }

    boolean enabled() {
        return enabled;
    }

    List<RuleTarget> targets() {
        return List.copyOf(targets.values());
    }

    void put(RuleTarget target) {
        targets.put(target.id(), target);
    }

    boolean remove(String targetId) {
        return targets.remove(targetId) != null;
    }

    void define(String eventPattern, String scheduleExpression, String about) {
        pattern = eventPattern;
        expression = scheduleExpression;
        description = about;
    }

    /** Enabled or not; the timer of a rule by time, if it is enabled, replaces the one before. */
    void run(boolean on, Optional<Recurrence> next) {
        enabled = on;
        timer.ifPresent(Recurrence::cancel);
        timer = next;
    }

    boolean matches(Event event) {
        return enabled && !pattern.isEmpty() && matches(event.text(), pattern);
    }

    static boolean matches(String event, String pattern) {
        try {
            return pattern(pattern).matches(event);
        } catch (IllegalArgumentException e) {
            throw new AwsError(400, "ValidationException", "Parameter Event is not valid. " + e.getMessage());
        }
    }

    /** A pattern, or the refusal EventBridge has for it. */
    static EventPattern pattern(String json) {
        try {
            return new EventPattern(json);
        } catch (IllegalArgumentException e) {
            throw new AwsError(
                    400, "InvalidEventPatternException", "Event pattern is not valid. Reason: " + e.getMessage());
        }
    }

    /** A rule's schedule: always UTC, and never once. */
    static ScheduleExpression schedule(String expression) {
        try {
            if (!expression.startsWith("at(")) {
                return ScheduleExpression.parse(expression, "UTC");
            }
        } catch (InvalidScheduleException e) {
            throw new AwsError(
                    400, "ValidationException", "Parameter ScheduleExpression is not valid. " + e.getMessage());
        }
        throw new AwsError(400, "ValidationException", "Parameter ScheduleExpression is not valid.");
    }
}

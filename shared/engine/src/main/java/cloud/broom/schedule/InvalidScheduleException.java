package cloud.broom.schedule;

/** A schedule expression or time zone that EventBridge Scheduler would refuse; nothing is scheduled by it. */
public final class InvalidScheduleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String expression;
    private final String field;
    private final String value;
    private final String allowed;

    InvalidScheduleException(String expression, String field, String value, String allowed) {
        super("%s of '%s' is '%s': %s".formatted(field, expression, value, allowed));
        this.expression = expression;
        this.field = field;
        this.value = value;
        this.allowed = allowed;
    }

    /** The whole expression as it was given. */
    public String expression() {
        return expression;
    }

    /** The part that is wrong: a cron field such as {@code day-of-week}, {@code rate}, {@code at}, {@code timezone}. */
    public String field() {
        return field;
    }

    /** What stands in that part. */
    public String value() {
        return value;
    }

    /** What may stand there instead. */
    public String allowed() {
        return allowed;
    }
}

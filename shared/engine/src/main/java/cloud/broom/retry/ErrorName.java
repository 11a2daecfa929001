package cloud.broom.retry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An error's name as retriers know it, with the further names it answers to: an AWS error is both {@code S3.SlowDown}
 * (service and code) and {@code S3.S3Exception} (service and exception, as Step Functions calls it). Names match exactly.
 */
public record ErrorName(String name, List<String> aliases) {
    /** An invocation ended without a word while it held the run. */
    public static final ErrorName CRASHED = of("Broom.Crashed");
    /** Invocations have moved the run for longer than its job's timeout; the language's own name for that is answered to. */
    public static final ErrorName TIMEOUT = of("Broom.Timeout", "States.Timeout");
    /** A task called what it may not: what it has not declared, or not then. No default retries it; only its code can mend it. */
    public static final ErrorName FORBIDDEN = of("Broom.Forbidden");
    /** Its function is gone, or its record cannot be read. */
    public static final ErrorName UNRUNNABLE = of("Broom.Unrunnable");
    /** Items failed, each with an error of its own. */
    public static final ErrorName ITEMS_FAILED = of("Broom.ItemsFailed");
    /** Planned items have no outcome. */
    public static final ErrorName UNACCOUNTED = of("Broom.Unaccounted");
    /** Nobody approved in time. */
    public static final ErrorName NOT_APPROVED = of("Broom.NotApproved");
    /** A limit stands in the way of a plan. */
    public static final ErrorName LIMIT_EXCEEDED = of("Broom.LimitExceeded");
    /** A slot did not start in time. */
    public static final ErrorName MISSED = of("Broom.Missed");
    /** What passes by itself: throttling, a server's error, a broken connection. */
    public static final String TRANSIENT = "Broom.Transient";

    @JsonCreator
    public ErrorName(@JsonProperty("name") String name, @JsonProperty("aliases") List<String> aliases) {
        this.name = name;
        this.aliases = List.copyOf(aliases);
    }

    public static ErrorName of(String name, String... aliases) {
        return new ErrorName(name, List.of(aliases));
    }

    /** A Java error, named as Lambda and Step Functions name it: by its class. */
    public static ErrorName of(Throwable thrown) {
        return of(thrown.getClass().getName());
    }

    boolean answersTo(String wanted) {
        return name.equals(wanted) || aliases.contains(wanted);
    }

    @Override
    public String toString() {
        return name;
    }
}

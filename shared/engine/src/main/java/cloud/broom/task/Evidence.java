package cloud.broom.task;

/**
 * One predicate's verdict on one resource, with the value it was formed on.
 *
 * @param predicate the parameter or rule that was tried: {@code olderThan}
 * @param seen the value it saw, as a person would read it; for UNKNOWN why it could not be seen
 */
public record Evidence(String predicate, Verdict verdict, String seen) {
    public static Evidence of(String predicate, boolean holds, Object seen) {
        return new Evidence(predicate, Verdict.of(holds), String.valueOf(seen));
    }

    public static Evidence unknown(String predicate, String why) {
        return new Evidence(predicate, Verdict.UNKNOWN, why);
    }
}

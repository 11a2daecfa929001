package cloud.broom.local.fault;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One trouble armed against an operation, with the count of its strikes. */
public final class Fault {
    private final String operation;
    private final Trouble trouble;
    private final int after;
    private final int times;
    private final AtomicInteger spared = new AtomicInteger();
    private final AtomicInteger struck = new AtomicInteger();

    Fault(String operation, Trouble trouble, int after, int times) {
        if (!operation.matches("[A-Za-z0-9*?]+\\.[A-Za-z0-9*?]+")) {
            throw new IllegalArgumentException(
                    "operation is not Service.Operation, such as S3.DeleteObjects: " + operation);
        }
        if (after < 0) {
            throw new IllegalArgumentException("a fault cannot spare fewer calls than none: " + after);
        }
        if (times < 1) {
            throw new IllegalArgumentException("a fault strikes at least once, not " + times + " times");
        }
        this.operation = operation;
        this.trouble = trouble;
        this.after = after;
        this.times = times;
    }

    public String operation() {
        return operation;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** How many calls it lets pass before it strikes. */
    public int after() {
        return after;
    }

    /** How often it may strike; {@link Faults#ALWAYS} for ever. */
    public int times() {
        return times;
    }

    /** How often it did. */
    public int struck() {
        return struck.get();
    }

    <T extends Trouble> Optional<T> strike(String called, Class<T> kind, Predicate<T> when) {
        return Optional.of(trouble)
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(when)
                .filter(fits -> matches(operation, called) && take());
    }

    private boolean take() {
        return spared.getAndUpdate(count -> Math.min(count + 1, after)) == after
                && struck.getAndUpdate(count -> count < times ? count + 1 : count) < times;
    }

    static boolean matches(String glob, String text) {
        StringBuilder regex = new StringBuilder();
        glob.chars()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}

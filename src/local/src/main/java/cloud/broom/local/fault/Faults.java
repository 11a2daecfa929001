package cloud.broom.local.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Troubles armed against operations. The first armed one of a kind that still has calls left is the one that strikes.
 * Thread-safe.
 */
public final class Faults {
    /** For every call until cleared. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private final List<Fault> armed = new CopyOnWriteArrayList<>();

    /**
     * Arms a trouble.
     *
     * @param operation {@code S3.DeleteObjects}, or a glob, {@code DynamoDb.*}
     * @param times how many calls (for {@link Trouble.RefuseItem}: items) it strikes
     * @return tells how often it struck
     */
    public Fault arm(String operation, Trouble trouble, int times) {
        return armAfter(0, operation, trouble, times);
    }

    /**
     * Arms a trouble for later.
     *
     * @param calls how many it lets pass before it strikes; counted as {@code times} is
     * @see #arm
     */
    public Fault armAfter(int calls, String operation, Trouble trouble, int times) {
        Fault fault = new Fault(operation, trouble, calls, times);
        armed.add(fault);
        return fault;
    }

    /**
     * Takes a service down: every call to it is refused with 503 until {@link #bringBack}. What services hand to each other
     * beside their APIs, a schedule to a function or an alarm to a topic, still arrives.
     *
     * @param service as calls name it, {@code Sns}
     * @return tells how many calls it refused
     */
    public Fault takeDown(String service) {
        return arm(everything(service), new Trouble.Refuse(503, "ServiceUnavailable"), ALWAYS);
    }

    /** Ends what {@link #takeDown} began, and whatever else is armed against all of that service. */
    public void bringBack(String service) {
        disarm(everything(service));
    }

    /** Takes back what is armed against an operation, written as it was armed. */
    public void disarm(String operation) {
        armed.removeIf(fault -> fault.operation().equals(operation));
    }

    private static String everything(String service) {
        return service + ".*";
    }

    public void clear() {
        armed.clear();
    }

    /** Everything armed since the last clear, the spent ones too, in order. */
    public List<Fault> armed() {
        return List.copyOf(armed);
    }

    public Duration delay(String operation) {
        return strike(operation, Trouble.Delay.class, any -> true)
                .map(Trouble.Delay::length)
                .orElse(Duration.ZERO);
    }

    public Optional<Trouble.Refuse> refusal(String operation) {
        return strike(operation, Trouble.Refuse.class, any -> true);
    }

    public boolean drops(String operation) {
        return strike(operation, Trouble.Drop.class, any -> true).isPresent();
    }

    /** For services with errors inside a 200: the code with which this one item is to be refused. */
    public Optional<String> itemCode(String operation, String key) {
        return strike(operation, Trouble.RefuseItem.class, item -> Fault.matches(item.glob(), key))
                .map(Trouble.RefuseItem::code);
    }

    private <T extends Trouble> Optional<T> strike(String operation, Class<T> kind, Predicate<T> when) {
        return armed.stream()
                .flatMap(fault -> fault.strike(operation, kind, when).stream())
                .findFirst();
    }
}

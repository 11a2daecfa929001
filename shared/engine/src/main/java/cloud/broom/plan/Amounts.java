package cloud.broom.plan;

import cloud.broom.job.Measure;
import cloud.broom.task.Usd;
import java.util.List;

/** How much, by every measure that adds up: items, bytes, and what they save each month. */
public record Amounts(long items, long bytes, Usd monthly) {
    public static final Amounts NONE = new Amounts(0, 0, Usd.ZERO);

    /** What acting on planned items comes to. */
    public static Amounts of(List<Planned> items) {
        return items.stream()
                .map(item -> new Amounts(1, item.bytes(), item.monthly()))
                .reduce(NONE, Amounts::plus);
    }

    /**
     * As much of it as one measure counts.
     *
     * @throws IllegalArgumentException for a part of a whole, which does not add up
     */
    public long of(Measure measure) {
        return switch (measure) {
            case ITEMS -> items;
            case BYTES -> bytes;
            case USD -> monthly.nanos();
            case PERCENT -> throw new IllegalArgumentException("percent is of a whole, and amounts have none");
        };
    }

    public Amounts plus(Amounts more) {
        return new Amounts(items + more.items, bytes + more.bytes, monthly.plus(more.monthly));
    }

    public Amounts minus(Amounts less) {
        return new Amounts(items - less.items, bytes - less.bytes, monthly.minus(less.monthly));
    }

    /** By how much this goes beyond other amounts: by none where it is less. */
    public Amounts beyond(Amounts other) {
        Amounts rest = minus(other);
        return new Amounts(
                Math.max(0, rest.items), Math.max(0, rest.bytes), new Usd(Math.max(0, rest.monthly.nanos())));
    }

    /** What both have, measure by measure. */
    public Amounts within(Amounts other) {
        return minus(beyond(other));
    }

    public boolean nothing() {
        return equals(NONE);
    }
}

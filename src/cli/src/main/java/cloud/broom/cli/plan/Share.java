package cloud.broom.cli.plan;

import cloud.broom.plan.Planned;
import cloud.broom.task.Usd;

/** Some of a plan's items, added up. */
public record Share(long items, long bytes, Usd monthly) {
    static final Share NONE = new Share(0, 0, Usd.ZERO);

    Share plus(Planned item) {
        return new Share(items + 1, bytes + item.bytes(), monthly.plus(item.monthly()));
    }
}

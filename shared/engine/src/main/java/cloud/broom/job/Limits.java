package cloud.broom.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** How much one run of a job may act on. */
public record Limits(Limit items) {
    /** What holds where a job says nothing. */
    public static final Limits DEFAULT = new Limits(Limit.of(1000));

    @JsonCreator
    static Limits read(@JsonProperty("items") Optional<Limit> items) {
        return new Limits(items.orElse(DEFAULT.items));
    }
}

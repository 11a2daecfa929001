package cloud.broom.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;

/** Where a run is. A live run always has an instant at which it is woken; one without cannot be constructed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Running.class, name = "running"),
    @JsonSubTypes.Type(value = Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = Ended.class, name = "ended")
})
public sealed interface State permits Running, Halt {
    @JsonIgnore
    Status status();

    /** Why it is so, for a reader; empty if there is nothing to say. */
    String reason();

    /** When the watchdog is to wake it; empty once it has ended. */
    @JsonIgnore
    Optional<Instant> wakeAt();
}

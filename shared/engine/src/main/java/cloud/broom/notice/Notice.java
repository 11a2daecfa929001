package cloud.broom.notice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.function.Function;

/** Something to be told outside. Written with the state it tells of; told at least once, always with the same id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Alert.class, name = "alert"),
    @JsonSubTypes.Type(value = Event.class, name = "event")
})
public sealed interface Notice permits Alert, Event {
    /** Its dedup key: the same however often it is told. */
    String id();

    <T> T match(Function<Alert, T> alert, Function<Event, T> event);
}

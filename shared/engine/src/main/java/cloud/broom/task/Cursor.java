package cloud.broom.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where a search stands: before its first page, after some position of the task's own, or past its last page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Cursor.Start.class, name = "start"),
    @JsonSubTypes.Type(value = Cursor.After.class, name = "after"),
    @JsonSubTypes.Type(value = Cursor.End.class, name = "end")
})
public sealed interface Cursor {
    record Start() implements Cursor {}

    /** After a position in the task's own words, which must stay valid for days: no service's opaque token. */
    record After(String position) implements Cursor {}

    record End() implements Cursor {}
}

package cloud.broom.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.function.Function;
import java.util.function.Supplier;

/** What was read, as it is kept: here, apart because it is large, or known not to be there. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Here.class, name = "here"),
    @JsonSubTypes.Type(value = Content.Apart.class, name = "apart"),
    @JsonSubTypes.Type(value = Content.Absent.class, name = "absent")
})
public sealed interface Content {
    <T> T match(Function<Here, T> here, Function<Apart, T> apart, Supplier<T> absent);

    /** The value itself, as JSON. */
    record Here(String json) implements Content {
        @Override
        public <T> T match(Function<Here, T> here, Function<Apart, T> apart, Supplier<T> absent) {
            return here.apply(this);
        }
    }

    /** The name of the part in which the value is. */
    record Apart(String part) implements Content {
        @Override
        public <T> T match(Function<Here, T> here, Function<Apart, T> apart, Supplier<T> absent) {
            return apart.apply(this);
        }
    }

    /** What was looked for was not there. */
    record Absent() implements Content {
        @Override
        public <T> T match(Function<Here, T> here, Function<Apart, T> apart, Supplier<T> absent) {
            return absent.get();
        }
    }
}

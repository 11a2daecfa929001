package cloud.broom.job;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A job's name: 1 to 64 of {@code a-z 0-9 -}, as it stands in keys, subjects and object names. */
public record JobName(@JsonValue String value) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobName {
        Refused.when(
                !ALLOWED.matcher(value).matches(),
                "",
                "'" + value + "' is not a job's name: 1 to 64 of a-z, 0-9 and -, beginning with a letter or digit");
    }

    @Override
    public String toString() {
        return value;
    }
}

package cloud.broom.job;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Reads a job's spec, or refuses it with path, value and what is allowed. */
public final class JobReader {
    /** So that a spec fits its row with room to spare; DynamoDB's own bound is 400 KB an item. */
    static final int SPEC_BYTES = 32 * 1024;

    private JobReader() {}

    /**
     * Reads a spec.
     *
     * @param place the path of the spec in the input: {@code job}
     * @throws Refused if it is not a job
     */
    public static Job read(JsonNode spec, String place) {
        Refused.when(!spec.isObject(), place, "is not an object with a job's keys");
        int bytes = spec.toString().getBytes(StandardCharsets.UTF_8).length;
        Refused.when(bytes > SPEC_BYTES, place, "has " + bytes + " bytes: a spec may have " + SPEC_BYTES);
        return Json.read(spec, Job.class, place);
    }
}

package cloud.broom.it.way;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A function in this process: its handler, called as the runtime calls it. */
record InProcess(RequestStreamHandler handler, String name) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Calls it with all the time it may want. */
    Told call(Object payload) throws IOException {
        return call(payload, Turn.LONG);
    }

    /** Wakes a run. */
    Told wake(String run, Duration remaining) throws IOException {
        return call("{\"wake\": \"" + run + "\"}", remaining);
    }

    Told call(Object payload, Duration remaining) throws IOException {
        return new Told(raw(payload, remaining));
    }

    /** What the handler has written, as JSON. */
    JsonNode raw(Object payload, Duration remaining) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        byte[] input = payload.toString().getBytes(StandardCharsets.UTF_8);
        handler.handleRequest(new ByteArrayInputStream(input), output, Turn.of(name, remaining));
        return JSON.readTree(output.toByteArray());
    }
}

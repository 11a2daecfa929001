package cloud.broom.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a function is set up.
 *
 * @param handler the class, with or without {@code ::handleRequest}; it implements {@code RequestStreamHandler}
 * @param role name of the role it runs under
 * @param environment its own variables, those of the runtime not among them
 * @param logGroup where what it prints is kept
 * @param code a zip or jar with classes at the root and libraries under {@code lib/}, or a folder like that
 */
public record FunctionSettings(
        String name,
        String description,
        String runtime,
        String handler,
        String role,
        Map<String, String> environment,
        Duration timeout,
        int memory,
        String logGroup,
        Path code) {
    public FunctionSettings {
        if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("not a function's name: " + name);
        }
        if (timeout.toSeconds() < 1 || timeout.toSeconds() > 900) {
            throw new IllegalArgumentException("timeout of " + name + " is not within 1 to 900 s: " + timeout);
        }
        environment = Map.copyOf(environment);
    }

    /** The class the handler names. */
    String handlerClass() {
        return handler.replaceFirst("::.*", "");
    }

    FunctionSettings withEnvironment(Map<String, String> variables) {
        return new FunctionSettings(
                name, description, runtime, handler, role, variables, timeout, memory, logGroup, code);
    }

    FunctionSettings withTimeout(Duration longest) {
        return new FunctionSettings(
                name, description, runtime, handler, role, environment, longest, memory, logGroup, code);
    }
}

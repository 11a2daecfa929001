package cloud.broom.local.lambda;

import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Errors of functions, as Lambda's Java runtime and its sandbox report them. */
final class FunctionError {
    private static final int DEEPEST_CAUSE = 8;

    private FunctionError() {}

    /** {@code errorMessage}, {@code errorType} (the exception's class), {@code stackTrace}, {@code cause}. */
    static byte[] thrown(Throwable thrown) {
        return bytes(tree(thrown, DEEPEST_CAUSE));
    }

    static byte[] timedOut(String requestId, Duration timeout) {
        return bytes(Json.object()
                .put("errorType", "Sandbox.Timedout")
                .put(
                        "errorMessage",
                        String.format(
                                Locale.ROOT,
                                "RequestId: %s Error: Task timed out after %d.00 seconds",
                                requestId,
                                timeout.toSeconds())));
    }

    static byte[] killed(String requestId) {
        return of("Runtime.ExitError", "RequestId: " + requestId + " Error: Runtime exited with error: signal: killed");
    }

    static byte[] of(String type, String message) {
        return bytes(Json.object().put("errorType", type).put("errorMessage", message));
    }

    private static ObjectNode tree(Throwable thrown, int depth) {
        ObjectNode tree = Json.object()
                .put("errorMessage", thrown.getMessage())
                .put("errorType", thrown.getClass().getName());
        ArrayNode trace = tree.putArray("stackTrace");
        for (StackTraceElement frame : thrown.getStackTrace()) {
            trace.add(frame.toString());
        }
        Throwable cause = thrown.getCause();
        if (cause != null && depth > 0) {
            tree.set("cause", tree(cause, depth - 1));
        }
        return tree;
    }

    private static byte[] bytes(ObjectNode tree) {
        return Json.write(tree).getBytes(StandardCharsets.UTF_8);
    }
}

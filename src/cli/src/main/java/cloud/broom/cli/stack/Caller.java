package cloud.broom.cli.stack;

import cloud.broom.cli.screen.Trouble;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Calls a function and waits for its answer. */
final class Caller {
    /** Errors by which a function says that what it was asked for cannot be, and what that leaves. */
    private static final Map<String, String> REFUSALS = Map.of(
            "cloud.broom.json.Refused", "Nothing was started.",
            "cloud.broom.run.SlotTaken", "Nothing was started.",
            "cloud.broom.incident.IncidentRefused", "Nothing was changed; broom incidents ls tells what is open.",
            "cloud.broom.run.OrderRefused", "Nothing was changed; broom show tells how the run stands.");

    private final LambdaClient lambda;

    Caller(LambdaClient lambda) {
        this.lambda = lambda;
    }

    /**
     * Calls, once: nothing is tried again.
     *
     * @param kind what it answers with
     * @throws Trouble if the function refuses, fails or cannot be called
     */
    <T> T call(String function, String payload, Class<T> kind) {
        InvokeResponse response = Troubles.telling(
                "call function " + function,
                () -> lambda.invoke(invoke -> invoke.functionName(function).payload(SdkBytes.fromUtf8String(payload))));
        String answer = response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw thrown(function, answer);
        }
        try {
            return Json.read(answer, kind, "answer");
        } catch (Refused unknown) {
            throw Trouble.missing(
                    "function " + function + " answered with something else than this broom knows: "
                            + unknown.getMessage(),
                    "Deploy the stack from the version that this broom is of.");
        }
    }

    private static Trouble thrown(String function, String payload) {
        JsonNode error = Json.parse(payload, "error of function " + function);
        String type = error.path("errorType").asText();
        String message = Optional.of(error.path("errorMessage").asText())
                .filter(text -> !text.isBlank())
                .orElse(type);
        return Optional.ofNullable(REFUSALS.get(type))
                .map(left -> Trouble.refused(message, left))
                .orElseGet(() -> Trouble.missing(
                        "function " + function + " ended with " + type + ": " + message,
                        "Its log says more: broom logs <run>, or the log group named in the stack's resources."));
    }
}

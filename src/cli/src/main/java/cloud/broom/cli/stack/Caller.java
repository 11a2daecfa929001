package cloud.broom.cli.stack;

import cloud.broom.Answer;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Calls a function and waits for its answer. */
final class Caller {
    /** Errors by which a function says that what it was asked for cannot be; nothing was started. */
    private static final Set<String> REFUSALS = Set.of("cloud.broom.json.Refused", "cloud.broom.run.SlotTaken");

    private final LambdaClient lambda;

    Caller(LambdaClient lambda) {
        this.lambda = lambda;
    }

    /**
     * Asks for a run, once: nothing is tried again.
     *
     * @throws Trouble if the function refuses, fails or cannot be called
     */
    Answer call(String function, Ask ask) {
        InvokeResponse response = Troubles.telling(
                "call function " + function,
                () -> lambda.invoke(
                        invoke -> invoke.functionName(function).payload(SdkBytes.fromUtf8String(ask.payload()))));
        String payload = response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw thrown(function, payload);
        }
        try {
            return Json.read(payload, Answer.class, "answer");
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
        return REFUSALS.contains(type)
                ? Trouble.refused(message, "Nothing was started.")
                : Trouble.missing(
                        "function " + function + " ended with " + type + ": " + message,
                        "Its log says more: sam logs, or the log group named in the stack's resources.");
    }
}

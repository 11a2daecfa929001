package cloud.broom.it.deployed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Calls of s3-stale-objects as a person with the aws CLI makes them. */
record Calls(LambdaClient lambda, String function) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A call for objects of any age that end in {@code .tmp}: nothing on AWS can be made older than it is. */
    static ObjectNode ask(String job, String bucket, String mode, String slot) {
        ObjectNode call = patiently(job, bucket, mode, slot);
        call.withObject("/job")
                .putArray("retry")
                .addObject()
                .put("MaxAttempts", 0)
                .putArray("ErrorEquals")
                .add("States.ALL");
        return call;
    }

    /** The same of a job that is tried again as every job is that does not say how. */
    static ObjectNode patiently(String job, String bucket, String mode, String slot) {
        ObjectNode call = JSON.createObjectNode().put("slot", slot).put("mode", mode);
        ObjectNode spec = call.putObject("job").put("name", job).put("task", "s3-stale-objects");
        spec.put("owner", "the deployed suite");
        spec.putObject("params")
                .put("bucket", bucket)
                .put("prefix", "in/")
                .put("suffix", ".tmp")
                .put("olderThan", "PT0S");
        return call;
    }

    String arn() {
        return lambda.getFunctionConfiguration(ask -> ask.functionName(function))
                .functionArn();
    }

    /** Invokes as a schedule does: the answer is not waited for. */
    void post(JsonNode payload) {
        lambda.invoke(call -> call.functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(payload.toString())));
    }

    /** Invokes, waits, and reads the answer. */
    JsonNode send(JsonNode payload) throws JsonProcessingException {
        InvokeResponse response =
                lambda.invoke(call -> call.functionName(function).payload(SdkBytes.fromUtf8String(payload.toString())));
        String answer = response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw new AssertionError(response.functionError() + " for " + payload + ": " + answer);
        }
        return JSON.readTree(answer);
    }

    /** Invokes with what cannot be a job, and reads the error. */
    JsonNode sendInVain(String payload) throws JsonProcessingException {
        InvokeResponse response =
                lambda.invoke(call -> call.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
        if (response.functionError() == null) {
            throw new AssertionError("answered instead of refused: " + payload + ": " + response.payload());
        }
        return JSON.readTree(response.payload().asUtf8String());
    }
}

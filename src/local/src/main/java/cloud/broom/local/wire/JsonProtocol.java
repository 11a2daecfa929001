package cloud.broom.local.wire;

/**
 * AWS JSON 1.0 and 1.1: POST to {@code /}, the operation in {@code X-Amz-Target: <prefix>.<operation>}. DynamoDB,
 * EventBridge, SQS, CloudWatch Logs.
 */
public record JsonProtocol(String targetPrefix) implements Protocol {
    @Override
    public Request read(Request arrived) {
        String target = arrived.header("x-amz-target").orElse("");
        if (!target.startsWith(targetPrefix + ".")) {
            throw new AwsError(
                    400, "UnknownOperationException", "X-Amz-Target is not " + targetPrefix + ".*: " + target);
        }
        return arrived.as(target.substring(targetPrefix.length() + 1));
    }

    @Override
    public Reply error(AwsError error, String requestId) {
        return Reply.json(
                        error.status(),
                        Json.object().put("__type", error.code()).put("message", error.message()))
                .with("x-amzn-RequestId", requestId)
                .with(error.headers());
    }

    @Override
    public AwsError refuse(Refusal refusal, String message) {
        return switch (refusal) {
            case UNSIGNED -> new AwsError(400, "MissingAuthenticationTokenException", message);
            case UNKNOWN_KEY -> new AwsError(400, "UnrecognizedClientException", message);
            case DENIED -> new AwsError(400, "AccessDeniedException", message);
        };
    }
}

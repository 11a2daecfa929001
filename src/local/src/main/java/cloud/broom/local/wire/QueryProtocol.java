package cloud.broom.local.wire;

import java.util.function.Consumer;

/**
 * AWS Query: a form with {@code Action=...}, XML back. STS, SNS, CloudFormation, IAM.
 *
 * @param namespace of the answers' XML
 */
public record QueryProtocol(String namespace) implements Protocol {
    @Override
    public Request read(Request arrived) {
        Request whole = arrived.withParameters(Parameters.of(arrived.body().text()));
        return whole.as(whole.parameter("Action")
                .orElseThrow(() -> new AwsError(400, "MissingAction", "The request has no parameter Action")));
    }

    /** {@code <OpResponse><OpResult>...</OpResult><ResponseMetadata/></OpResponse>}, the result filled by the caller. */
    public Reply result(Request request, Consumer<Xml> result) {
        String operation = request.operation();
        return Reply.xml(200, Xml.document(operation + "Response", namespace, response -> response.element(
                        operation + "Result", result)
                .element("ResponseMetadata", data -> data.text("RequestId", Front.requestId()))));
    }

    @Override
    public Reply error(AwsError error, String requestId) {
        return Reply.xml(error.status(), Xml.document("ErrorResponse", namespace, response -> response.element(
                                "Error", detail -> detail.text("Type", error.status() < 500 ? "Sender" : "Receiver")
                                        .text("Code", error.code())
                                        .text("Message", error.message()))
                        .text("RequestId", requestId)))
                .with("x-amzn-RequestId", requestId)
                .with(error.headers());
    }

    @Override
    public AwsError refuse(Refusal refusal, String message) {
        return switch (refusal) {
            case UNSIGNED -> new AwsError(403, "MissingAuthenticationToken", message);
            case UNKNOWN_KEY -> new AwsError(403, "InvalidClientTokenId", message);
            case DENIED -> new AwsError(403, "AccessDenied", message);
        };
    }
}

package cloud.broom.local.wire;

import java.util.function.UnaryOperator;

/**
 * REST with XML bodies. S3 only, whose operation hangs on method, path, host, headers and sub-resource together, so S3
 * itself tells.
 */
public record RestXml(UnaryOperator<Request> reader) implements Protocol {
    @Override
    public Request read(Request arrived) {
        return reader.apply(arrived);
    }

    @Override
    public Reply error(AwsError error, String requestId) {
        return Reply.xml(error.status(), Xml.document("Error", "", detail -> detail.text("Code", error.code())
                        .text("Message", error.message())
                        .text("RequestId", requestId)))
                .with("x-amz-request-id", requestId)
                .with(error.headers());
    }

    @Override
    public AwsError refuse(Refusal refusal, String message) {
        return switch (refusal) {
            case UNSIGNED, DENIED -> new AwsError(403, "AccessDenied", message);
            case UNKNOWN_KEY -> new AwsError(403, "InvalidAccessKeyId", message);
        };
    }
}

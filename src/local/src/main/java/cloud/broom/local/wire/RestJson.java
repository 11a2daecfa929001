package cloud.broom.local.wire;

import java.util.List;

/** REST with JSON bodies: the operation is method and path. Scheduler, Lambda, and this cloud's own controls. */
public record RestJson(List<Route> routes) implements Protocol {
    public RestJson {
        routes = List.copyOf(routes);
    }

    @Override
    public Request read(Request arrived) {
        return routes.stream()
                .flatMap(route -> route.match(arrived.method(), arrived.path()).stream()
                        .map(labels -> arrived.as(route.operation()).withLabels(labels)))
                .findFirst()
                .orElseThrow(() -> AwsError.notImplemented(arrived.method() + " " + arrived.path()));
    }

    @Override
    public Reply error(AwsError error, String requestId) {
        return Reply.json(
                        error.status(),
                        Json.object()
                                .put("Type", error.status() < 500 ? "User" : "Service")
                                .put("Code", error.code())
                                .put("Message", error.message()))
                .with("Content-Type", "application/json")
                .with("x-amzn-ErrorType", error.code())
                .with("x-amzn-RequestId", requestId)
                .with(error.headers());
    }

    @Override
    public AwsError refuse(Refusal refusal, String message) {
        return switch (refusal) {
            case UNSIGNED -> new AwsError(403, "MissingAuthenticationTokenException", message);
            case UNKNOWN_KEY -> new AwsError(403, "UnrecognizedClientException", message);
            case DENIED -> new AwsError(403, "AccessDeniedException", message);
        };
    }
}

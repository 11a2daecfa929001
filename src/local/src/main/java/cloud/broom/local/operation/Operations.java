package cloud.broom.local.operation;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The operations a service models; every other is answered with 501. */
public final class Operations {
    private record Operation(Function<Request, List<Permission>> needs, Function<Request, Reply> answer) {}

    private final Map<String, Operation> byName = new LinkedHashMap<>();

    /** An operation that needs one permission; the resource is an ARN, or {@code *}. */
    public Operations on(
            String name, String action, Function<Request, String> resource, Function<Request, Reply> answer) {
        return onAll(name, request -> List.of(Permission.of(action, resource.apply(request))), answer);
    }

    /** An operation that needs several permissions, or none. */
    public Operations onAll(String name, Function<Request, List<Permission>> needs, Function<Request, Reply> answer) {
        byName.put(name, new Operation(needs, answer));
        return this;
    }

    /** What a request needs. */
    public List<Permission> needs(Request request) {
        return operation(request).needs().apply(request);
    }

    /** Does it. */
    public Reply answer(Request request) {
        return operation(request).answer().apply(request);
    }

    private Operation operation(Request request) {
        return Optional.ofNullable(byName.get(request.operation()))
                .orElseThrow(() -> AwsError.notImplemented(request.call()));
    }
}

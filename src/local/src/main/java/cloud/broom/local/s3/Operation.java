package cloud.broom.local.s3;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.Reply;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One operation of S3: how it is recognised, what it needs, what it does.
 *
 * @param marker the query parameter that makes it this operation, {@code versioning}; empty if none does
 * @param parameters the other query parameters it understands; any more and the call is not modelled
 */
record Operation(
        String name,
        String method,
        Call.Level level,
        String marker,
        Set<String> parameters,
        Function<Call, List<Permission>> needs,
        Function<Call, Reply> answer) {
    Operation {
        parameters = Set.copyOf(parameters);
    }

    boolean fits(Call call) {
        return method.equals(call.request().method())
                && level == call.level()
                && (marker.isEmpty() || call.request().query().containsKey(marker));
    }

    boolean understands(String parameter) {
        return parameter.equals(marker)
                || parameter.equals("x-id")
                || parameter.startsWith("X-Amz-")
                || parameters.contains(parameter);
    }
}

package cloud.broom.local.ecs;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Client tokens of RunTask, kept for a day, or until none of their tasks is shown any more: the same request again gets the same
 * tasks, another one is refused (AmazonECS/latest/APIReference/ECS_Idempotency.html). Not thread-safe: {@link Clusters} is.
 */
final class RunRequests {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int TOKEN_CHARS = 64;

    private record Known(String request, List<String> tasks, Instant at) {}

    private final Map<String, Known> byToken = new HashMap<>();

    /** ARNs of the tasks that this request has been answered with before. */
    Optional<List<String>> answered(String cluster, JsonNode request, Instant now, Predicate<String> shown) {
        byToken.values()
                .removeIf(known -> known.at().isBefore(now.minus(KEPT))
                        || known.tasks().stream().noneMatch(shown));
        String token = request.path("clientToken").asText();
        if (token.length() > TOKEN_CHARS) {
            throw Names.invalid("clientToken is longer than " + TOKEN_CHARS + " characters.");
        }
        return Optional.ofNullable(byToken.get(token)).map(known -> {
            if (!known.request().equals(text(cluster, request))) {
                throw new AwsError(
                        400,
                        "ConflictException",
                        "The request with client token " + token + " was made before with other parameters.");
            }
            return known.tasks();
        });
    }

    void keep(String cluster, JsonNode request, List<String> tasks, Instant now) {
        String token = request.path("clientToken").asText();
        if (!token.isEmpty()) {
            byToken.put(token, new Known(text(cluster, request), List.copyOf(tasks), now));
        }
    }

    private static String text(String cluster, JsonNode request) {
        ObjectNode whole = request.deepCopy();
        return Json.write(whole.put("cluster", cluster));
    }
}

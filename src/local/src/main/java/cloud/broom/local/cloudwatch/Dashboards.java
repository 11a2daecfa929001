package cloud.broom.local.cloudwatch;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Dashboards: kept as they came, for nobody looks at them here. Thread-safe. */
public final class Dashboards {
    private final Account account;
    private final Map<String, String> bodies = new ConcurrentSkipListMap<>();

    public Dashboards(Account account) {
        this.account = account;
    }

    /**
     * Makes or changes one. Gives its ARN.
     *
     * @throws AwsError 400 InvalidParameterInput if the body has no list of widgets
     */
    public String put(String name, String body) {
        try {
            if (!Json.read(body).path("widgets").isArray()) {
                throw invalid("The field widgets should be an array");
            }
        } catch (JsonProcessingException e) {
            throw invalid("The field DashboardBody must be a valid JSON object: " + e.getOriginalMessage());
        }
        bodies.put(name, body);
        return arn(name);
    }

    String arn(String name) {
        return "arn:aws:cloudwatch::" + account.id() + ":dashboard/" + name;
    }

    String body(String name) {
        return Optional.ofNullable(bodies.get(name))
                .orElseThrow(() -> new AwsError(404, "ResourceNotFound", "Dashboard " + name + " does not exist"));
    }

    Map<String, String> all() {
        return Map.copyOf(bodies);
    }

    void delete(String name) {
        bodies.remove(name);
    }

    private static AwsError invalid(String message) {
        return new AwsError(400, "InvalidParameterInput", message);
    }
}

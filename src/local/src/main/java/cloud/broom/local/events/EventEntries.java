package cloud.broom.local.events;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The entries of a PutEvents call, checked as EventBridge does: some refuse the call, some only themselves. */
record EventEntries(List<JsonNode> entries) {
    private static final int MOST = 10;
    private static final int MOST_BYTES = 262_144;

    static EventEntries of(JsonNode list, long bytes) {
        List<JsonNode> entries = new ArrayList<>();
        list.forEach(entries::add);
        if (entries.isEmpty() || entries.size() > MOST) {
            throw new AwsError(
                    400,
                    "ValidationException",
                    "Entries must have 1 to " + MOST + " members, it has " + entries.size());
        }
        if (bytes > MOST_BYTES) {
            throw new AwsError(
                    400, "ValidationException", "Total size of the entries in the request is over the limit.");
        }
        return new EventEntries(List.copyOf(entries));
    }

    static Event event(JsonNode entry, Account account, Instant now) {
        String source = required(entry, "Source");
        if (source.startsWith("aws.")) {
            throw new AwsError(400, "NotAuthorizedForSource", "Not authorized for the source.");
        }
        List<String> resources = new ArrayList<>();
        entry.path("Resources").forEach(resource -> resources.add(resource.asText()));
        Instant time = entry.path("Time").isNumber()
                ? Instant.ofEpochMilli((long) (entry.path("Time").asDouble() * 1000))
                : now;
        return Event.of(account, source, required(entry, "DetailType"), time, resources, detail(entry));
    }

    private static JsonNode detail(JsonNode entry) {
        try {
            JsonNode detail = Json.read(required(entry, "Detail"));
            if (detail.isObject()) {
                return detail;
            }
        } catch (JsonProcessingException e) {
            throw new AwsError(400, "MalformedDetail", "Detail is malformed.");
        }
        throw new AwsError(400, "MalformedDetail", "Detail is malformed.");
    }

    private static String required(JsonNode entry, String member) {
        String value = entry.path(member).asText();
        if (value.isEmpty()) {
            throw new AwsError(
                    400,
                    "InvalidArgument",
                    "Parameter " + member + " is not valid. Reason: " + member + " is a required argument.");
        }
        return value;
    }
}

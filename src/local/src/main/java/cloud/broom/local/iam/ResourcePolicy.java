package cloud.broom.local.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The policy of a resource, asked whether an AWS service may do something: what alone decides where no role is involved.
 * {@code NotPrincipal} is judged as naming nobody to allow and everybody to deny.
 */
public final class ResourcePolicy {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Entry(JsonNode principal, Statement statement) {
        boolean names(String service) {
            return principal.asText().equals("*")
                    || either(principal.path("AWS")).contains("*")
                    || either(principal.path("Service")).contains(service);
        }
    }

    private final List<Entry> entries;
    private final boolean given;

    private ResourcePolicy(List<Entry> entries, boolean given) {
        this.entries = entries;
        this.given = given;
    }

    /**
     * Reads a policy document; an empty text is none.
     *
     * @throws IllegalArgumentException if it is not JSON or no policy
     */
    public static ResourcePolicy parse(String document) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode statement : statements(document)) {
            ObjectNode rest = statement.deepCopy();
            rest.remove(List.of("Principal", "NotPrincipal"));
            entries.add(new Entry(statement.path("Principal"), Statement.of(rest)));
        }
        return new ResourcePolicy(entries, !document.isEmpty());
    }

    /** Whether a service of the same account may do it. Where there is no policy it may, as under SNS's default one. */
    public boolean lets(String service, Permission what) {
        boolean denied = entries.stream()
                .anyMatch(e -> (e.names(service) || e.principal().isMissingNode())
                        && e.statement().denies(what));
        return !given
                || (!denied
                        && entries.stream()
                                .anyMatch(e -> e.names(service) && e.statement().allows(what)));
    }

    /** What the request of a service for something of this account carries. */
    public static Map<String, List<String>> facts(Account account, String source) {
        return Map.of(
                "aws:SourceAccount", List.of(account.id()),
                "aws:SourceOwner", List.of(account.id()),
                "aws:SourceArn", List.of(source),
                "aws:SecureTransport", List.of("true"));
    }

    private static List<JsonNode> statements(String document) {
        try {
            JsonNode statement = document.isEmpty()
                    ? JSON.createArrayNode()
                    : JSON.readTree(document).path("Statement");
            return statement.isArray()
                    ? StreamSupport.stream(statement.spliterator(), false).toList()
                    : List.of(statement);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("policy document is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static List<String> either(JsonNode oneOrMany) {
        List<String> values = new ArrayList<>();
        oneOrMany.forEach(value -> values.add(value.asText()));
        return oneOrMany.isTextual() ? List.of(oneOrMany.asText()) : values;
    }
}

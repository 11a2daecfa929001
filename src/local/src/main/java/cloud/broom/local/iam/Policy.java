package cloud.broom.local.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;

/** One policy document: a list of statements. */
public record Policy(List<Statement> statements) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Policy {
        statements = List.copyOf(statements);
    }

    /**
     * Reads a policy document.
     *
     * @throws IllegalArgumentException if it is not JSON or has no statement, naming what is wrong
     */
    public static Policy parse(String document) {
        try {
            return of(JSON.readTree(document));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("policy document is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** As {@link #parse}, from a tree already read. */
    public static Policy of(JsonNode document) {
        JsonNode statement = document.path("Statement");
        if (statement.isMissingNode()) {
            throw new IllegalArgumentException("policy document has no Statement: " + document);
        }
        return new Policy(
                statement.isArray()
                        ? StreamSupport.stream(statement.spliterator(), false)
                                .map(Statement::of)
                                .toList()
                        : List.of(Statement.of(statement)));
    }

    boolean allows(Permission permission) {
        return statements.stream().anyMatch(statement -> statement.allows(permission));
    }

    boolean denies(Permission permission) {
        return statements.stream().anyMatch(statement -> statement.denies(permission));
    }
}

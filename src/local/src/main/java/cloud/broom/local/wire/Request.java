package cloud.broom.local.wire;

import cloud.broom.local.iam.Principal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a client, its sender known.
 *
 * @param service as calls and faults name it, {@code S3}
 * @param operation as AWS names it, {@code ListObjectsV2}
 * @param path as it came, percent-encoded, without the query
 * @param query decoded parameters of the address, and of the form where the protocol is Query
 * @param labels the parts of the path that a {@link Route} names, decoded
 * @param headers by lower-case name
 */
public record Request(
        String service,
        String operation,
        Principal principal,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> labels,
        Map<String, String> headers,
        Body body) {
    public Request {
        query = Map.copyOf(query);
        labels = Map.copyOf(labels);
        headers = Map.copyOf(headers);
    }

    /** {@code S3.ListObjectsV2}: how faults and call counts name it. */
    public String call() {
        return service + "." + operation;
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** A parameter of address or form. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /**
     * A parameter the call cannot do without.
     *
     * @throws AwsError 400 ValidationError if it is missing
     */
    public String required(String name) {
        return parameter(name)
                .orElseThrow(() -> new AwsError(400, "ValidationError", operation + " needs the parameter " + name));
    }

    /** A label of the route this call came by. */
    public String label(String name) {
        return Optional.ofNullable(labels.get(name))
                .orElseThrow(() -> new IllegalArgumentException("route of " + call() + " has no label " + name));
    }

    /**
     * The body as JSON.
     *
     * @throws AwsError 400 SerializationException if it is none
     */
    public JsonNode json() {
        try {
            return Json.read(body.text());
        } catch (JsonProcessingException e) {
            throw new AwsError(400, "SerializationException", "body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** The same call, its operation found. */
    public Request as(String found) {
        return new Request(service, found, principal, method, path, query, labels, headers, body);
    }

    Request withBody(Body read) {
        return new Request(service, operation, principal, method, path, query, labels, headers, read);
    }

    Request withLabels(Map<String, String> found) {
        return new Request(service, operation, principal, method, path, query, found, headers, body);
    }

    Request withParameters(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(query);
        all.putAll(more);
        return new Request(service, operation, principal, method, path, all, labels, headers, body);
    }
}

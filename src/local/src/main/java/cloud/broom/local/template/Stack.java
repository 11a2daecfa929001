package cloud.broom.local.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A template that is deployed.
 *
 * @param resources in the order they were made
 */
public record Stack(
        String name,
        String id,
        String description,
        Instant created,
        Map<String, String> parameters,
        List<Resource> resources,
        Map<String, String> outputs) {
    public Stack {
        parameters = Map.copyOf(parameters);
        resources = List.copyOf(resources);
        outputs = Map.copyOf(outputs);
    }

    /** A resource of the stack. */
    public record Resource(String logicalId, String physicalId, String type) {}

    /**
     * What {@code Ref} gives for a resource: a table's name, a function's name, a topic's ARN, a queue's URL.
     *
     * @throws IllegalArgumentException if the stack has no such resource
     */
    public String physicalId(String logicalId) {
        return resources.stream()
                .filter(resource -> resource.logicalId().equals(logicalId))
                .map(Resource::physicalId)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("stack " + name + " has no resource " + logicalId));
    }
}

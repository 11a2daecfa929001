package cloud.broom.plan;

import cloud.broom.task.Evidence;
import cloud.broom.task.Reversibility;
import cloud.broom.task.Usd;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One line of a plan: a resource that qualifies, as the task described it, and why. */
public record Planned(
        String id, long bytes, Usd monthly, Reversibility reversibility, List<Evidence> evidence, JsonNode resource) {
    public Planned {
        evidence = List.copyOf(evidence);
    }
}

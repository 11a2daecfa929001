package cloud.broom.ecsstoppedtasks;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/**
 * A share of a capacity provider strategy (AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html).
 *
 * @param weight 0 to 1,000
 * @param base 0 to 100,000
 */
record Provider(String capacityProvider, int weight, int base) {
    private static final int MOST_WEIGHT = 1_000;
    private static final int MOST_BASE = 100_000;

    Provider {
        Refused.when(capacityProvider.isBlank(), "capacityProvider", "is empty: a name such as FARGATE_SPOT");
        Refused.when(weight < 0 || weight > MOST_WEIGHT, "weight", weight + " is not between 0 and " + MOST_WEIGHT);
        Refused.when(base < 0 || base > MOST_BASE, "base", base + " is not between 0 and " + MOST_BASE);
    }

    @JsonCreator
    static Provider read(
            @JsonProperty("capacityProvider") Optional<String> capacityProvider,
            @JsonProperty("weight") Optional<Integer> weight,
            @JsonProperty("base") Optional<Integer> base) {
        return new Provider(capacityProvider.orElse(""), weight.orElse(1), base.orElse(0));
    }

    CapacityProviderStrategyItem forEcs() {
        return CapacityProviderStrategyItem.builder()
                .capacityProvider(capacityProvider)
                .weight(weight)
                .base(base)
                .build();
    }
}

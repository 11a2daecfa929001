package cloud.broom.ecsstoppedtasks;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/**
 * Where tasks of network mode {@code awsvpc} are put. ECS does not give it back for a task (AmazonECS/latest/APIReference/API_Task.html
 * has no such member), so whoever wants one run again has to say it.
 *
 * @param subnets 1 to 16 ids
 * @param securityGroups at most 5 ids; of none the VPC's default is taken
 */
record Network(List<String> subnets, List<String> securityGroups, boolean assignPublicIp) {
    /** AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html. */
    private static final int SUBNETS = 16;

    private static final int GROUPS = 5;

    Network {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        Refused.when(
                subnets.isEmpty() || subnets.size() > SUBNETS,
                "subnets",
                "has " + subnets.size() + " subnets: 1 to " + SUBNETS + " are allowed");
        Refused.when(
                !subnets.stream().allMatch(id -> id.startsWith("subnet-")),
                "subnets",
                subnets + " are not all ids of subnets, such as subnet-0123456789abcdef0");
        Refused.when(
                securityGroups.size() > GROUPS,
                "securityGroups",
                "has " + securityGroups.size() + " groups: " + GROUPS + " are the most");
        Refused.when(
                !securityGroups.stream().allMatch(id -> id.startsWith("sg-")),
                "securityGroups",
                securityGroups + " are not all ids of security groups, such as sg-0123456789abcdef0");
    }

    @JsonCreator
    static Network read(
            @JsonProperty("subnets") Optional<List<String>> subnets,
            @JsonProperty("securityGroups") Optional<List<String>> securityGroups,
            @JsonProperty("assignPublicIp") Optional<Boolean> assignPublicIp) {
        return new Network(subnets.orElse(List.of()), securityGroups.orElse(List.of()), assignPublicIp.orElse(false));
    }

    NetworkConfiguration forEcs() {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(AwsVpcConfiguration.builder()
                        .subnets(subnets)
                        .securityGroups(securityGroups)
                        .assignPublicIp(assignPublicIp ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED)
                        .build())
                .build();
    }
}

package cloud.broom.cli.stack;

import cloud.broom.cli.screen.Trouble;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/** What a stack of that name consists of: physical ids by the logical ids of template.yaml. */
final class Stack {
    private static final String FUNCTION = "Function";

    private final String name;
    private final Map<String, String> ids;

    private Stack(String name, Map<String, String> ids) {
        this.name = name;
        this.ids = ids;
    }

    /**
     * Looks a stack up, with one call.
     *
     * @throws Trouble if there is none, or it cannot be asked for
     */
    static Stack find(CloudFormationClient cloudFormation, String name) {
        return Troubles.telling("look up stack " + name, () -> {
            try {
                List<StackResource> resources = cloudFormation
                        .describeStackResources(describe -> describe.stackName(name))
                        .stackResources();
                return new Stack(
                        name,
                        resources.stream()
                                .filter(resource -> resource.physicalResourceId() != null)
                                .collect(Collectors.toMap(
                                        StackResource::logicalResourceId,
                                        StackResource::physicalResourceId,
                                        (first, second) -> first,
                                        TreeMap::new)));
            } catch (CloudFormationException refused) {
                if (String.valueOf(refused.getMessage()).contains("does not exist")) {
                    throw Trouble.missing(
                            "there is no stack " + name + " in this account and region",
                            "Deploy it (sam deploy), name another (--stack, or BROOM_STACK), or look at AWS_PROFILE and"
                                    + " AWS_REGION; to try Broom without AWS, run broom local.");
                }
                throw refused;
            }
        });
    }

    String table() {
        return physical("StateTable");
    }

    String recordBucket() {
        return physical("RecordBucket");
    }

    String topic() {
        return physical("AlertTopic");
    }

    /**
     * The alarm that guards the watchdog.
     *
     * @throws Trouble if the stack has none, as its watchdog is off
     */
    String watchdogAlarm() {
        return Optional.ofNullable(ids.get("WatchdogSilentAlarm"))
                .orElseThrow(() -> Trouble.refused(
                        "stack " + name + " has no alarm on its watchdog",
                        "It has one if it is deployed with WatchdogState=ENABLED."));
    }

    boolean has(String task) {
        return ids.containsKey(logicalId(task));
    }

    /** The function that runs a task. */
    String function(String task) {
        String logical = logicalId(task);
        return Optional.ofNullable(ids.get(logical))
                .orElseThrow(() -> Trouble.refused(
                        "stack " + name + " has no task '" + task + "': it has no function " + logical,
                        "Its tasks' functions are: "
                                + ids.keySet().stream()
                                        .filter(id -> id.endsWith(FUNCTION) && !id.startsWith("Watchdog"))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** The function of some task, for what any of them does. */
    String anyFunction() {
        return ids.keySet().stream()
                .filter(id -> id.endsWith(FUNCTION) && !id.startsWith("Watchdog"))
                .findFirst()
                .map(ids::get)
                .orElseThrow(() -> Trouble.missing(
                        "stack " + name + " has no task's function",
                        "Name Broom's stack with --stack, or in BROOM_STACK."));
    }

    /** {@code s3-stale-objects} is {@code S3StaleObjectsFunction}. */
    static String logicalId(String task) {
        return Arrays.stream(task.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining("", "", FUNCTION));
    }

    private String physical(String logicalId) {
        return Optional.ofNullable(ids.get(logicalId))
                .orElseThrow(() -> Trouble.missing(
                        "stack " + name + " has no " + logicalId + ", so it is not Broom's",
                        "Name Broom's stack with --stack, or in BROOM_STACK."));
    }
}

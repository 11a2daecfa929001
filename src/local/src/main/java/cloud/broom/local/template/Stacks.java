package cloud.broom.local.template;

import cloud.broom.local.events.Buses;
import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Roles;
import cloud.broom.local.lambda.Functions;
import cloud.broom.local.scheduler.Schedules;
import cloud.broom.local.sns.Topics;
import cloud.broom.local.sqs.Queues;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Service;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Deploys templates, and remembers what it deployed. Thread-safe. */
public final class Stacks {
    private final Account account;
    private final Clock clock;
    private final Map<String, ResourceType> types = new HashMap<>();
    private final Map<String, Stack> deployed = new ConcurrentSkipListMap<>();

    public Stacks(Parts parts) {
        this.account = parts.account();
        this.clock = parts.clock();
        new Storage(account, parts.storage()).enter(types);
        new Messaging(account, parts.topics(), parts.queues(), parts.buses(), parts.endpoint()).enter(types);
        new Execution(account, parts.roles(), parts.functions(), parts.schedules()).enter(types);
        parts.watching().enter(types);
        new Kept(account).enter(types);
    }

    /**
     * What templates are deployed to.
     *
     * @param storage the services of tables and buckets, by their scope
     * @param endpoint where the cloud listens, known once it does
     */
    public record Parts(
            Account account,
            Clock clock,
            Roles roles,
            Map<String, Service> storage,
            Functions functions,
            Schedules schedules,
            Topics topics,
            Queues queues,
            Buses buses,
            Watching watching,
            Supplier<URI> endpoint) {
        public Parts {
            storage = Map.copyOf(storage);
        }
    }

    /**
     * Deploys a template.
     *
     * @param parameters values for those of the template's parameters that have no default, or another than it
     * @throws TemplateRefusedException naming what the local cloud would do other than AWS, or AWS would refuse
     */
    public synchronized Stack deploy(Path file, String name, Map<String, String> parameters) {
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw new TemplateRefusedException("stack name", "'" + name + "' is none: letters, digits and hyphens");
        }
        if (deployed.containsKey(name)) {
            throw new TemplateRefusedException("stack name", name + " is deployed already; there are no updates here");
        }
        String id = account.arn(
                "cloudformation",
                "stack/" + name + "/" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        JsonNode tree = YamlTree.read(file);
        Template template = new Template(tree, pseudo(name, id), parameters);
        List<Stack.Resource> made = make(template, name, folder(file));
        Stack stack = new Stack(
                name, id, tree.path("Description").asText(), clock.instant(), parameters, made, template.outputs());
        deployed.put(name, stack);
        return stack;
    }

    private List<Stack.Resource> make(Template template, String stack, Path folder) {
        Map<String, ObjectNode> resources = template.resources();
        resources.forEach(this::known);
        List<Stack.Resource> made = new ArrayList<>();
        for (String logicalId : Order.of(resources)) {
            ObjectNode resource = resources.getOrDefault(logicalId, JsonNodeFactory.instance.objectNode());
            Draft draft = new Draft(
                    logicalId, new PhysicalName(stack, logicalId), template.properties(logicalId, resource), folder);
            Created created = create(known(logicalId, resource), draft);
            template.made(logicalId, created);
            made.add(new Stack.Resource(
                    logicalId, created.physicalId(), resource.path("Type").asText()));
        }
        return made;
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    }

    /** By name or id. */
    public Optional<Stack> find(String nameOrId) {
        return all().stream()
                .filter(stack -> stack.name().equals(nameOrId) || stack.id().equals(nameOrId))
                .findFirst();
    }

    public List<Stack> all() {
        return List.copyOf(deployed.values());
    }

    private static Created create(ResourceType type, Draft draft) {
        try {
            Created created = type.create(draft);
            draft.properties().done();
            return created;
        } catch (AwsError | IllegalArgumentException refused) {
            throw new TemplateRefusedException(draft.properties().place(), String.valueOf(refused.getMessage()));
        }
    }

    private ResourceType known(String logicalId, ObjectNode resource) {
        String type = resource.path("Type").asText();
        return Optional.ofNullable(types.get(type))
                .orElseThrow(() -> new TemplateRefusedException(
                        "Resources." + logicalId + ".Type", "the local cloud does not know the type " + type));
    }

    private Map<String, String> pseudo(String name, String id) {
        return Map.of(
                "AWS::AccountId",
                account.id(),
                "AWS::Region",
                account.region(),
                "AWS::Partition",
                "aws",
                "AWS::URLSuffix",
                "amazonaws.com",
                "AWS::StackName",
                name,
                "AWS::StackId",
                id);
    }
}

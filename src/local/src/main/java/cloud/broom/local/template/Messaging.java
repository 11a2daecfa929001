package cloud.broom.local.template;

import cloud.broom.local.events.Buses;
import cloud.broom.local.iam.Account;
import cloud.broom.local.sns.Topics;
import cloud.broom.local.sqs.Queues;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/** Topics, queues, buses and rules. Policies of topics and queues are kept, not evaluated. */
final class Messaging {
    private final Account account;
    private final Topics topics;
    private final Queues queues;
    private final Buses buses;
    private final Supplier<URI> endpoint;

    Messaging(Account account, Topics topics, Queues queues, Buses buses, Supplier<URI> endpoint) {
        this.account = account;
        this.topics = topics;
        this.queues = queues;
        this.buses = buses;
        this.endpoint = endpoint;
    }

    void enter(Map<String, ResourceType> types) {
        types.put("AWS::SNS::Topic", this::topic);
        types.put("AWS::SNS::TopicPolicy", this::topicPolicy);
        types.put("AWS::SNS::Subscription", this::subscription);
        types.put("AWS::SQS::Queue", this::queue);
        types.put("AWS::SQS::QueuePolicy", this::queuePolicy);
        types.put("AWS::Events::EventBus", this::bus);
        types.put("AWS::Events::Rule", this::rule);
    }

    private Created topic(Draft draft) {
        Properties properties = draft.properties().without("Tags");
        String name = draft.named("TopicName", 256);
        String arn = topics.create(name, properties.some("DisplayName", "KmsMasterKeyId"));
        for (Properties entry : properties.objects("Subscription")) {
            topics.subscribe(arn, entry.text("Protocol"), entry.text("Endpoint"), Map.of());
            entry.done();
        }
        return new Created(arn, Map.of("TopicArn", arn, "TopicName", name));
    }

    private Created topicPolicy(Draft draft) {
        String policy = Json.write(draft.properties().tree("PolicyDocument"));
        draft.properties().texts("Topics").forEach(topic -> topics.set(topic, "Policy", policy));
        return new Created(draft.name().within(128), Map.of());
    }

    private Created subscription(Draft draft) {
        Properties properties = draft.properties();
        String arn = topics.subscribe(
                properties.text("TopicArn"),
                properties.text("Protocol"),
                properties.text("Endpoint"),
                properties.some("FilterPolicy", "FilterPolicyScope", "RawMessageDelivery"));
        return Created.of(arn, arn);
    }

    private Created queue(Draft draft) {
        Properties properties = draft.properties().without("Tags");
        String name = draft.named("QueueName", 80);
        String arn = queues.create(
                name,
                properties.some(
                        "VisibilityTimeout",
                        "DelaySeconds",
                        "MaximumMessageSize",
                        "MessageRetentionPeriod",
                        "ReceiveMessageWaitTimeSeconds",
                        "SqsManagedSseEnabled",
                        "KmsMasterKeyId",
                        "KmsDataKeyReusePeriodSeconds",
                        "RedrivePolicy",
                        "RedriveAllowPolicy"));
        String url = endpoint.get() + "/" + account.id() + "/" + name;
        return new Created(url, Map.of("Arn", arn, "QueueName", name, "QueueUrl", url));
    }

    private Created queuePolicy(Draft draft) {
        String policy = Json.write(draft.properties().tree("PolicyDocument"));
        draft.properties()
                .texts("Queues")
                .forEach(url -> queues.set(url.substring(url.lastIndexOf('/') + 1), Map.of("Policy", policy)));
        return new Created(draft.name().within(128), Map.of());
    }

    private Created bus(Draft draft) {
        String name = draft.properties().without("Description", "Tags").text("Name");
        String arn = buses.create(name);
        return new Created(name, Map.of("Arn", arn, "Name", name));
    }

    private Created rule(Draft draft) {
        Properties properties = draft.properties();
        String name = draft.named("Name", 64);
        String bus = properties.maybe("EventBusName").orElse(Buses.DEFAULT);
        ObjectNode wish = Json.object().put("Name", name).put("EventBusName", bus);
        properties
                .some("Description", "State", "ScheduleExpression", "EventPattern")
                .forEach(wish::put);
        String arn = buses.putRule(wish);
        JsonNode targets = properties.tree("Targets");
        if (!targets.isMissingNode()) {
            buses.putTargets(bus, name, targets);
        }
        return new Created(name, Map.of("Arn", arn));
    }
}

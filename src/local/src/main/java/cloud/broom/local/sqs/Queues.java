package cloud.broom.local.sqs;

import cloud.broom.local.delivery.Delivery;
import cloud.broom.local.delivery.Target;
import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The queues of the account, by name. Thread-safe. */
public final class Queues implements Target {
    private static final Set<String> ATTRIBUTES = Set.of(
            "VisibilityTimeout",
            "DelaySeconds",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "SqsManagedSseEnabled",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds",
            "Policy",
            "RedrivePolicy",
            "RedriveAllowPolicy");

    private final Account account;
    private final Clock clock;
    private final Map<String, Queue> byName = new ConcurrentSkipListMap<>();

    public Queues(Account account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /** Makes a queue, or keeps the one there is. Gives its ARN. */
    public String create(String name, Map<String, String> attributes) {
        if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw name.endsWith(".fifo")
                    ? AwsError.notImplemented("FIFO queues: " + name)
                    : new AwsError(
                            400,
                            "InvalidParameterValue",
                            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        check(attributes);
        Queue queue = byName.computeIfAbsent(name, any -> new Queue(name, arn(name), clock));
        queue.set(attributes);
        return queue.arn();
    }

    /** Changes attributes of a queue. */
    public void set(String name, Map<String, String> attributes) {
        check(attributes);
        get(name).set(attributes);
    }

    public String arn(String name) {
        return account.arn("sqs", name);
    }

    @Override
    public String action() {
        return "sqs:SendMessage";
    }

    @Override
    public boolean has(String arn) {
        return byName.containsKey(name(arn)) && arn.equals(arn(name(arn)));
    }

    /** Sends the payload as a message; attributes as message attributes of type String. */
    @Override
    public void take(Delivery delivery) {
        ObjectNode attributes = Json.object();
        delivery.attributes()
                .forEach((name, value) ->
                        attributes.putObject(name).put("DataType", "String").put("StringValue", value));
        get(name(delivery.arn())).send(delivery.payload(), attributes, Optional.empty());
    }

    /** How many messages stand in each queue to be received, by the queue's name. */
    public Map<String, Integer> visible() {
        Map<String, Integer> visible = new TreeMap<>();
        byName.forEach((name, queue) -> visible.put(
                name, Integer.valueOf(queue.attributes().getOrDefault("ApproximateNumberOfMessages", "0"))));
        return visible;
    }

    Queue get(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new AwsError(
                        400,
                        "com.amazonaws.sqs#QueueDoesNotExist",
                        "The specified queue does not exist.",
                        Map.of("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender")));
    }

    /** Messages of a queue, after those received too often went where its redrive policy says. */
    List<Message> receive(Queue queue, int most, Optional<Integer> wait, Optional<Integer> hide) {
        queue.redrive().filter(redrive -> has(redrive.arn())).ifPresent(redrive -> queue.worn(redrive.mostReceives())
                .forEach(message -> get(name(redrive.arn())).send(message.body, message.attributes, Optional.empty())));
        return queue.receive(most, wait, hide);
    }

    List<String> names(String prefix) {
        return byName.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    void delete(String name) {
        byName.remove(get(name).name());
    }

    String account() {
        return account.id();
    }

    private static void check(Map<String, String> attributes) {
        for (String name : attributes.keySet()) {
            if (!ATTRIBUTES.contains(name)) {
                throw new AwsError(400, "InvalidAttributeName", "Unknown Attribute " + name + ".");
            }
        }
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}

package cloud.broom.local.sns;

import cloud.broom.local.delivery.Delivery;
import cloud.broom.local.delivery.Handed;
import cloud.broom.local.delivery.Target;
import cloud.broom.local.delivery.Targets;
import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.iam.ResourcePolicy;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import cloud.broom.local.work.Work;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics and their subscriptions. Thread-safe.
 *
 * <p>A notification is delivered once, beside the answer. E-mail stays pending, as there is nobody to confirm it; HTTP is
 * for loopback only and needs no confirmation.
 */
public final class Topics implements Target {
    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> SUBSCRIPTION_ATTRIBUTES =
            Set.of("FilterPolicy", "FilterPolicyScope", "RawMessageDelivery");
    private static final Set<String> TOPIC_ATTRIBUTES =
            Set.of("DisplayName", "KmsMasterKeyId", "Policy", "DeliveryPolicy", "TracingConfig", "SignatureVersion");

    private final Account account;
    private final Targets targets;
    private final Work work;
    private final Map<String, Map<String, String>> topics = new ConcurrentSkipListMap<>();
    private final Map<String, Subscription> subscriptions = new ConcurrentSkipListMap<>();

    public Topics(Account account, Targets targets, Work work) {
        this.account = account;
        this.targets = targets;
        this.work = work;
    }

    /** Makes a topic, or keeps the one there is. Gives its ARN. */
    public String create(String name, Map<String, String> attributes) {
        if (name.endsWith(".fifo")) {
            throw AwsError.notImplemented("FIFO topics: " + name);
        }
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw Publication.invalid("Topic Name");
        }
        String arn = account.arn("sns", name);
        topics.computeIfAbsent(arn, any -> new ConcurrentSkipListMap<>());
        attributes.forEach((key, value) -> set(arn, key, value));
        return arn;
    }

    /** Changes an attribute of a topic. */
    public void set(String topic, String attribute, String value) {
        if (!TOPIC_ATTRIBUTES.contains(attribute)) {
            throw Publication.invalid("AttributeName");
        }
        topic(topic).put(attribute, value);
    }

    /** Subscribes an endpoint. Gives the subscription's ARN, also of one that is pending. */
    public String subscribe(String topic, String protocol, String endpoint, Map<String, String> attributes) {
        topic(topic);
        check(protocol, endpoint);
        Optional<Subscription> known = subscriptions.values().stream()
                .filter(s -> s.topic().equals(topic)
                        && s.protocol().equals(protocol)
                        && s.endpoint().equals(endpoint))
                .findFirst();
        String arn = known.map(Subscription::arn).orElse(topic + ":" + UUID.randomUUID());
        subscriptions.putIfAbsent(
                arn, new Subscription(arn, topic, protocol, endpoint, !protocol.startsWith("email"), Map.of()));
        attributes.forEach((name, value) -> setSubscription(arn, name, value));
        return arn;
    }

    @Override
    public String action() {
        return "sns:Publish";
    }

    @Override
    public boolean has(String arn) {
        return topics.containsKey(arn);
    }

    @Override
    public void take(Delivery delivery) {
        publish(Publication.of(
                delivery.arn(),
                Optional.empty(),
                delivery.payload(),
                Optional.empty(),
                Map.of(),
                work.clock().instant()));
    }

    /**
     * Publishes for another AWS service, if the topic's policy and its encryption let it.
     *
     * @param service its principal, {@code cloudwatch.amazonaws.com}
     * @param source ARN of what it publishes for
     * @return why it could not, if so
     */
    public Optional<String> publishFor(String service, String source, String topic, String subject, String message) {
        Map<String, String> attributes = topics.get(topic);
        if (attributes == null) {
            return Optional.of("Topic does not exist: " + topic);
        }
        if (attributes.getOrDefault("KmsMasterKeyId", "").endsWith("alias/aws/sns")) {
            return Optional.of(service + " does not have authorization to access the SNS topic encryption key.");
        }
        if (!ResourcePolicy.parse(attributes.getOrDefault("Policy", ""))
                .lets(service, new Permission("sns:Publish", topic, ResourcePolicy.facts(account, source)))) {
            return Optional.of(service + " is not authorized to perform: SNS:Publish on resource: " + topic);
        }
        publish(Publication.of(
                topic,
                Optional.of(subject),
                message,
                Optional.empty(),
                Map.of(),
                work.clock().instant()));
        return Optional.empty();
    }

    void publish(Publication what) {
        topic(what.topic());
        for (Subscription to : of(what.topic())) {
            if (to.confirmed() && to.wants(what)) {
                work.soon(() -> deliver(what, to));
            }
        }
    }

    void setSubscription(String arn, String attribute, String value) {
        if (!SUBSCRIPTION_ATTRIBUTES.contains(attribute)) {
            throw Publication.invalid("AttributeName");
        }
        if (attribute.equals("FilterPolicy")) {
            Subscription.checkFilter(value);
        }
        Map<String, String> attributes = new HashMap<>(subscription(arn).attributes());
        attributes.put(attribute, value);
        subscriptions.computeIfPresent(arn, (any, old) -> old.with(attributes));
    }

    Subscription subscription(String arn) {
        return Optional.ofNullable(subscriptions.get(arn))
                .orElseThrow(() -> new AwsError(404, "NotFound", "Subscription does not exist"));
    }

    Map<String, String> topic(String arn) {
        return Optional.ofNullable(topics.get(arn))
                .orElseThrow(() -> new AwsError(404, "NotFound", "Topic does not exist"));
    }

    Set<String> arns() {
        return topics.keySet();
    }

    List<Subscription> all() {
        return List.copyOf(subscriptions.values());
    }

    List<Subscription> of(String topic) {
        return all().stream().filter(s -> s.topic().equals(topic)).toList();
    }

    void unsubscribe(String arn) {
        subscriptions.remove(arn);
    }

    void delete(String topic) {
        topics.remove(topic);
        subscriptions.values().removeIf(s -> s.topic().equals(topic));
    }

    Work work() {
        return work;
    }

    private static void check(String protocol, String endpoint) {
        switch (protocol) {
            case "sqs", "lambda" -> {
                if (!endpoint.startsWith("arn:aws:" + protocol + ":")) {
                    throw Publication.invalid(protocol + " endpoint ARN");
                }
            }
            case "http", "https" -> {
                String host =
                        Optional.ofNullable(URI.create(endpoint).getHost()).orElse("");
                if (!LOOPBACK.contains(host)) {
                    throw Publication.invalid("Endpoint: the local cloud calls loopback only, not " + endpoint);
                }
            }
            case "email", "email-json" -> {}
            default -> throw Publication.invalid("Does not support this protocol string: " + protocol);
        }
    }

    private void deliver(Publication what, Subscription to) {
        String notification = Json.write(
                to.protocol().equals("lambda") ? Envelope.lambdaEvent(what, to) : Envelope.notification(what, to));
        if (to.protocol().startsWith("http")) {
            HttpEndpoint.post(to, what, to.raw() ? what.text(to.protocol()) : notification);
            return;
        }
        Delivery delivery = Delivery.of(to.endpoint(), notification);
        if (to.raw()) {
            Map<String, String> attributes = new HashMap<>();
            what.attributes().forEach((name, attribute) -> attributes.put(name, attribute.value()));
            delivery = Delivery.of(to.endpoint(), what.text(to.protocol())).with(attributes);
        }
        Handed handed = targets.hand(delivery);
        if (!handed.accepted()) {
            log.warn("A notification of {} was not delivered to {}: {}", to.topic(), to.endpoint(), handed.message());
        }
    }
}

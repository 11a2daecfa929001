package cloud.broom.local.sns;

import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.operation.Operations;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.QueryProtocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import cloud.broom.local.wire.Xml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SNS over the Query protocol: standard topics. No SMS, no push, no FIFO, no tags, no delivery retries. */
public final class Sns implements Service {
    private final Account account;
    private final Topics topics;
    private final QueryProtocol protocol = new QueryProtocol("http://sns.amazonaws.com/doc/2010-03-31/");
    private final Operations operations = new Operations();

    public Sns(Account account, Topics topics) {
        this.account = account;
        this.topics = topics;
        operations
                .on("CreateTopic", "sns:CreateTopic", this::named, this::create)
                .on("DeleteTopic", "sns:DeleteTopic", Sns::topic, this::delete)
                .on("ListTopics", "sns:ListTopics", request -> "*", this::list)
                .on("GetTopicAttributes", "sns:GetTopicAttributes", Sns::topic, this::attributes)
                .on("SetTopicAttributes", "sns:SetTopicAttributes", Sns::topic, this::setAttribute)
                .on("Subscribe", "sns:Subscribe", Sns::topic, this::subscribe)
                .on("Unsubscribe", "sns:Unsubscribe", this::topicOfSubscription, this::unsubscribe)
                .on("ListSubscriptions", "sns:ListSubscriptions", request -> "*", r -> listed(r, topics.all()))
                .on("ListSubscriptionsByTopic", "sns:ListSubscriptionsByTopic", Sns::topic, this::listByTopic)
                .on(
                        "GetSubscriptionAttributes",
                        "sns:GetSubscriptionAttributes",
                        this::topicOfSubscription,
                        this::subscriptionAttributes)
                .on(
                        "SetSubscriptionAttributes",
                        "sns:SetSubscriptionAttributes",
                        this::topicOfSubscription,
                        this::setSubscription)
                .on("Publish", "sns:Publish", Sns::published, this::publish)
                .on("PublishBatch", "sns:Publish", Sns::topic, this::publishBatch);
    }

    @Override
    public String name() {
        return "Sns";
    }

    @Override
    public String scope() {
        return "sns";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public List<Permission> needs(Request request) {
        return operations.needs(request);
    }

    @Override
    public Reply answer(Request request) {
        return operations.answer(request);
    }

    private Reply create(Request request) {
        String arn = topics.create(request.required("Name"), Entries.map(request, "Attributes"));
        return protocol.result(request, result -> result.text("TopicArn", arn));
    }

    private Reply delete(Request request) {
        topics.delete(topic(request));
        return protocol.result(request, result -> {});
    }

    private Reply list(Request request) {
        return protocol.result(
                request,
                result -> result.element("Topics", list -> topics.arns()
                        .forEach(arn -> list.element("member", member -> member.text("TopicArn", arn)))));
    }

    private Reply attributes(Request request) {
        String arn = topic(request);
        Map<String, String> attributes = new LinkedHashMap<>(topics.topic(arn));
        List<Subscription> subscriptions = topics.of(arn);
        long confirmed = subscriptions.stream().filter(Subscription::confirmed).count();
        attributes.put("TopicArn", arn);
        attributes.put("Owner", account.id());
        attributes.put("SubscriptionsConfirmed", String.valueOf(confirmed));
        attributes.put("SubscriptionsPending", String.valueOf(subscriptions.size() - confirmed));
        attributes.put("SubscriptionsDeleted", "0");
        return protocol.result(request, result -> map(result, attributes));
    }

    private Reply setAttribute(Request request) {
        topics.set(
                topic(request),
                request.required("AttributeName"),
                request.parameter("AttributeValue").orElse(""));
        return protocol.result(request, result -> {});
    }

    private Reply subscribe(Request request) {
        String arn = topics.subscribe(
                topic(request),
                request.required("Protocol"),
                request.required("Endpoint"),
                Entries.map(request, "Attributes"));
        boolean whole =
                request.parameter("ReturnSubscriptionArn").map("true"::equals).orElse(false);
        boolean pending = !topics.subscription(arn).confirmed() && !whole;
        return protocol.result(
                request, result -> result.text("SubscriptionArn", pending ? "pending confirmation" : arn));
    }

    private Reply unsubscribe(Request request) {
        topics.unsubscribe(request.required("SubscriptionArn"));
        return protocol.result(request, result -> {});
    }

    private Reply listByTopic(Request request) {
        topics.topic(topic(request));
        return listed(request, topics.of(topic(request)));
    }

    private Reply listed(Request request, List<Subscription> subscriptions) {
        return protocol.result(
                request,
                result -> result.element("Subscriptions", list -> {
                    for (Subscription subscription : subscriptions) {
                        list.element("member", member -> member.text(
                                        "SubscriptionArn",
                                        subscription.confirmed() ? subscription.arn() : "PendingConfirmation")
                                .text("Owner", account.id())
                                .text("Protocol", subscription.protocol())
                                .text("Endpoint", subscription.endpoint())
                                .text("TopicArn", subscription.topic()));
                    }
                }));
    }

    private Reply subscriptionAttributes(Request request) {
        Subscription subscription = topics.subscription(request.required("SubscriptionArn"));
        Map<String, String> attributes = new LinkedHashMap<>(subscription.attributes());
        attributes.put("SubscriptionArn", subscription.arn());
        attributes.put("TopicArn", subscription.topic());
        attributes.put("Protocol", subscription.protocol());
        attributes.put("Endpoint", subscription.endpoint());
        attributes.put("Owner", account.id());
        attributes.put("PendingConfirmation", String.valueOf(!subscription.confirmed()));
        attributes.putIfAbsent("RawMessageDelivery", "false");
        return protocol.result(request, result -> map(result, attributes));
    }

    private Reply setSubscription(Request request) {
        topics.setSubscription(
                request.required("SubscriptionArn"),
                request.required("AttributeName"),
                request.parameter("AttributeValue").orElse(""));
        return protocol.result(request, result -> {});
    }

    private Reply publish(Request request) {
        Publication what = publication(request, published(request), "");
        topics.publish(what);
        return protocol.result(request, result -> result.text("MessageId", what.id()));
    }

    private Reply publishBatch(Request request) {
        Map<String, Publication> published = new LinkedHashMap<>();
        Map<String, AwsError> failed = new LinkedHashMap<>();
        for (int i = 1; request.parameter(entry(i) + "Id").isPresent(); i++) {
            String id = request.required(entry(i) + "Id");
            try {
                Publication what = publication(request, topic(request), entry(i));
                topics.publish(what);
                published.put(id, what);
            } catch (AwsError refused) {
                failed.put(id, refused);
            }
        }
        if (published.size() + failed.size() == 0) {
            throw new AwsError(400, "EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        return protocol.result(request, result -> result.element(
                        "Successful",
                        list -> published.forEach((id, what) -> list.element(
                                "member", member -> member.text("Id", id).text("MessageId", what.id()))))
                .element(
                        "Failed",
                        list -> failed.forEach((id, error) -> list.element("member", member -> member.text("Id", id)
                                .text("Code", error.code())
                                .text("Message", error.message())
                                .text("SenderFault", true)))));
    }

    private static String entry(int number) {
        return "PublishBatchRequestEntries.member." + number + ".";
    }

    private Publication publication(Request request, String topic, String prefix) {
        return Publication.of(
                topic,
                request.parameter(prefix + "Subject"),
                request.parameter(prefix + "Message").orElse(""),
                request.parameter(prefix + "MessageStructure"),
                Entries.attributes(request, prefix),
                topics.work().clock().instant());
    }

    private String named(Request request) {
        return account.arn("sns", request.required("Name"));
    }

    private String topicOfSubscription(Request request) {
        return topics.subscription(request.required("SubscriptionArn")).topic();
    }

    private static String topic(Request request) {
        return request.required("TopicArn");
    }

    private static String published(Request request) {
        return request.parameter("TopicArn")
                .or(() -> request.parameter("TargetArn"))
                .orElseThrow(() -> AwsError.notImplemented("publishing to anything but a topic"));
    }

    private static void map(Xml result, Map<String, String> attributes) {
        result.element(
                "Attributes",
                list -> attributes.forEach((key, value) ->
                        list.element("entry", entry -> entry.text("key", key).text("value", value))));
    }
}

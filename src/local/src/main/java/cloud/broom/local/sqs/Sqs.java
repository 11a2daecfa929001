package cloud.broom.local.sqs;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.operation.Operations;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.JsonProtocol;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** SQS over JSON: standard queues. Redrive yes; FIFO, tags and access by queue policy no. */
public final class Sqs implements Service {
    private final Queues queues;
    private final Protocol protocol = new JsonProtocol("AmazonSQS");
    private final Operations operations = new Operations();

    public Sqs(Queues queues) {
        this.queues = queues;
        operations
                .on("CreateQueue", "sqs:CreateQueue", this::namedArn, this::create)
                .on("GetQueueUrl", "sqs:GetQueueUrl", this::namedArn, this::url)
                .on("ListQueues", "sqs:ListQueues", request -> "*", this::list)
                .on("DeleteQueue", "sqs:DeleteQueue", this::arn, this::delete)
                .on("PurgeQueue", "sqs:PurgeQueue", this::arn, this::purge)
                .on("GetQueueAttributes", "sqs:GetQueueAttributes", this::arn, this::attributes)
                .on("SetQueueAttributes", "sqs:SetQueueAttributes", this::arn, this::set)
                .on("SendMessage", "sqs:SendMessage", this::arn, request -> ok(send(queue(request), request.json())))
                .on("SendMessageBatch", "sqs:SendMessage", this::arn, request -> batch(request, this::send))
                .on("ReceiveMessage", "sqs:ReceiveMessage", this::arn, this::receive)
                .on("DeleteMessage", "sqs:DeleteMessage", this::arn, r -> ok(remove(queue(r), r.json())))
                .on("DeleteMessageBatch", "sqs:DeleteMessage", this::arn, request -> batch(request, Sqs::remove))
                .on(
                        "ChangeMessageVisibility",
                        "sqs:ChangeMessageVisibility",
                        this::arn,
                        request -> ok(hide(queue(request), request.json())));
    }

    @Override
    public String name() {
        return "Sqs";
    }

    @Override
    public String scope() {
        return "sqs";
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
        JsonNode input = request.json();
        String name = input.path("QueueName").asText();
        queues.create(name, texts(input.path("Attributes")));
        return ok(Json.object().put("QueueUrl", address(request, name)));
    }

    private Reply url(Request request) {
        String name = queues.get(request.json().path("QueueName").asText()).name();
        return ok(Json.object().put("QueueUrl", address(request, name)));
    }

    private Reply list(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode urls = answer.putArray("QueueUrls");
        queues.names(request.json().path("QueueNamePrefix").asText()).forEach(name -> urls.add(address(request, name)));
        return ok(answer);
    }

    private Reply delete(Request request) {
        queues.delete(queue(request).name());
        return ok(Json.object());
    }

    private Reply purge(Request request) {
        queue(request).purge();
        return ok(Json.object());
    }

    private Reply attributes(Request request) {
        List<String> wanted = names(request.json().path("AttributeNames"));
        ObjectNode answer = Json.object();
        ObjectNode attributes = answer.putObject("Attributes");
        queue(request).attributes().forEach((name, value) -> {
            if (wanted.contains("All") || wanted.contains(name)) {
                attributes.put(name, value);
            }
        });
        return ok(answer);
    }

    private Reply set(Request request) {
        queues.set(queue(request).name(), texts(request.json().path("Attributes")));
        return ok(Json.object());
    }

    private ObjectNode send(Queue queue, JsonNode input) {
        ObjectNode attributes = input.path("MessageAttributes") instanceof ObjectNode given ? given : Json.object();
        Message message = queue.send(input.path("MessageBody").asText(), attributes, number(input, "DelaySeconds"));
        ObjectNode answer =
                Json.object().put("MessageId", message.id).put("MD5OfMessageBody", Digests.body(message.body));
        return attributes.isEmpty() ? answer : answer.put("MD5OfMessageAttributes", Digests.attributes(attributes));
    }

    private Reply receive(Request request) {
        JsonNode input = request.json();
        int most = number(input, "MaxNumberOfMessages").orElse(1);
        if (most < 1 || most > 10) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "Value " + most
                            + " for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10.");
        }
        ObjectNode answer = Json.object();
        ArrayNode messages = answer.putArray("Messages");
        queues.receive(queue(request), most, number(input, "WaitTimeSeconds"), number(input, "VisibilityTimeout"))
                .forEach(message -> messages.add(received(message, input)));
        return ok(messages.isEmpty() ? Json.object() : answer);
    }

    private ObjectNode received(Message message, JsonNode input) {
        ObjectNode tree = Json.object()
                .put("MessageId", message.id)
                .put("ReceiptHandle", message.handle)
                .put("MD5OfBody", Digests.body(message.body))
                .put("Body", message.body);
        ObjectNode system = Json.object()
                .put("SenderId", queues.account())
                .put("SentTimestamp", String.valueOf(message.sent.toEpochMilli()))
                .put("ApproximateReceiveCount", String.valueOf(message.receives))
                .put("ApproximateFirstReceiveTimestamp", String.valueOf(message.firstReceived.toEpochMilli()));
        retain(system, names(input.path("MessageSystemAttributeNames")), names(input.path("AttributeNames")));
        if (!system.isEmpty()) {
            tree.set("Attributes", system);
        }
        ObjectNode own = message.attributes.deepCopy();
        retain(own, names(input.path("MessageAttributeNames")), List.of());
        if (!own.isEmpty()) {
            tree.set("MessageAttributes", own);
            tree.put("MD5OfMessageAttributes", Digests.attributes(own));
        }
        return tree;
    }

    private static void retain(ObjectNode tree, List<String> wanted, List<String> alsoWanted) {
        List<String> all = List.of("All", ".*");
        if (wanted.stream().noneMatch(all::contains) && alsoWanted.stream().noneMatch(all::contains)) {
            List<String> names = new ArrayList<>(wanted);
            names.addAll(alsoWanted);
            tree.retain(names);
        }
    }

    private static ObjectNode remove(Queue queue, JsonNode input) {
        queue.delete(input.path("ReceiptHandle").asText());
        return Json.object();
    }

    private static ObjectNode hide(Queue queue, JsonNode input) {
        queue.hide(
                input.path("ReceiptHandle").asText(),
                input.path("VisibilityTimeout").asInt());
        return Json.object();
    }

    private Reply batch(Request request, BiFunction<Queue, JsonNode, ObjectNode> each) {
        ObjectNode answer = Json.object();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        for (JsonNode entry : request.json().path("Entries")) {
            String id = entry.path("Id").asText();
            try {
                successful.add(each.apply(queue(request), entry).put("Id", id));
            } catch (AwsError refused) {
                failed.addObject()
                        .put("Id", id)
                        .put("SenderFault", true)
                        .put("Code", refused.code())
                        .put("Message", refused.message());
            }
        }
        return ok(answer);
    }

    private Queue queue(Request request) {
        return queues.get(lastSegment(request.json().path("QueueUrl").asText()));
    }

    private String arn(Request request) {
        return queues.arn(lastSegment(request.json().path("QueueUrl").asText()));
    }

    private String namedArn(Request request) {
        return queues.arn(request.json().path("QueueName").asText());
    }

    private String address(Request request, String name) {
        return "http://" + request.header("host").orElse("127.0.0.1") + "/" + queues.account() + "/" + name;
    }

    private static String lastSegment(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static Optional<Integer> number(JsonNode input, String name) {
        return input.has(name) ? Optional.of(input.path(name).asInt()) : Optional.empty();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Reply ok(JsonNode tree) {
        return Reply.json(200, tree);
    }
}

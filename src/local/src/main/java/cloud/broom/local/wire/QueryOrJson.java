package cloud.broom.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service that speaks two protocols: AWS Query, as this build's SDK for Java sends it, and AWS JSON 1.0, as the AWS CLI does.
 * Both carry the same trees: what a form holds is read into JSON (every value of it a text), and an answer is written as the
 * caller reads it. A point in time is an {@link Instant} in a POJO node. CloudWatch.
 *
 * @param target before the operation in {@code X-Amz-Target}
 */
public record QueryOrJson(String target, QueryProtocol query) implements Protocol {
    @Override
    public Request read(Request arrived) {
        if (isJson(arrived)) {
            return json().read(arrived);
        }
        Request whole = query.read(arrived);
        return whole.withBody(
                Body.of(Json.write(tree(Parameters.of(arrived.body().text())))));
    }

    /** An answer in the form of its request. */
    public Reply result(Request request, ObjectNode tree) {
        return isJson(request)
                ? Reply.json(200, seconds(tree))
                : query.result(request, result -> members(result, tree));
    }

    @Override
    public Reply error(AwsError error, String requestId) {
        return query.error(error, requestId);
    }

    @Override
    public AwsError refuse(Refusal refusal, String message) {
        return query.refuse(refusal, message);
    }

    @Override
    public Protocol towards(Request arrived) {
        return isJson(arrived) ? new InJson(this) : this;
    }

    private JsonProtocol json() {
        return new JsonProtocol(target);
    }

    private static boolean isJson(Request request) {
        return request.header("x-amz-target").isPresent();
    }

    /** {@code A.member.1.B=x} is {@code {"A": [{"B": "x"}]}}. */
    private static ObjectNode tree(Map<String, String> form) {
        ObjectNode root = Json.object();
        form.forEach((name, value) -> {
            String pointer = "/" + name.replace(".member.", "/");
            put(root, pointer.replace('.', '/'), value);
        });
        root.remove(List.of("Action", "Version"));
        return root;
    }

    private static void put(ObjectNode root, String pointer, String value) {
        String[] path = pointer.substring(1).split("/", -1);
        JsonNode here = root;
        for (int i = 0; i < path.length; i++) {
            boolean last = i == path.length - 1;
            JsonNode next =
                    last ? root.textNode(value) : path[i + 1].matches("[0-9]+") ? root.arrayNode() : root.objectNode();
            here = child(here, path[i], next);
        }
    }

    /** What stands there, or this, put there. */
    private static JsonNode child(JsonNode parent, String name, JsonNode otherwise) {
        if (parent instanceof ArrayNode list) {
            int index = Integer.parseInt(name) - 1;
            if (list.size() <= index) {
                list.add(otherwise);
            }
            return list.path(list.size() - 1);
        }
        return Optional.ofNullable(parent.get(name)).orElseGet(() -> {
            ((ObjectNode) parent).set(name, otherwise);
            return otherwise;
        });
    }

    private static void members(Xml xml, JsonNode tree) {
        tree.properties().forEach(member -> element(xml, member.getKey(), member.getValue()));
    }

    private static void element(Xml xml, String name, JsonNode value) {
        if (value.isArray()) {
            xml.element(name, list -> value.forEach(item -> element(list, "member", item)));
        } else if (value.isObject()) {
            xml.element(name, object -> members(object, value));
        } else {
            xml.text(name, value.asText());
        }
    }

    /** The same with points in time as seconds. */
    private static JsonNode seconds(JsonNode tree) {
        if (tree instanceof POJONode pojo && pojo.getPojo() instanceof Instant at) {
            return Json.object().numberNode(at.toEpochMilli() / 1000.0);
        }
        if (tree.isArray()) {
            ArrayNode list = Json.object().arrayNode();
            tree.forEach(item -> list.add(seconds(item)));
            return list;
        }
        if (tree.isObject()) {
            ObjectNode object = Json.object();
            tree.properties().forEach(member -> object.set(member.getKey(), seconds(member.getValue())));
            return object;
        }
        return tree;
    }

    /** Refusals in JSON, with the code of the Query protocol, which clients that once spoke that look for. */
    private record InJson(QueryOrJson both) implements Protocol {
        @Override
        public Request read(Request arrived) {
            return both.read(arrived);
        }

        @Override
        public Reply error(AwsError error, String requestId) {
            String fault = error.status() < 500 ? "Sender" : "Receiver";
            return both.json().error(error, requestId).with("x-amzn-query-error", error.code() + ";" + fault);
        }

        @Override
        public AwsError refuse(Refusal refusal, String message) {
            return both.json().refuse(refusal, message);
        }
    }
}

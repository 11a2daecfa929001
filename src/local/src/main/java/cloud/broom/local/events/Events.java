package cloud.broom.local.events;

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
import java.util.List;
import java.util.stream.StreamSupport;

/** EventBridge over JSON: buses, rules, targets, events. No archives, replays, pipes, connections or tags. */
public final class Events implements Service {
    private final Buses buses;
    private final Protocol protocol = new JsonProtocol("AWSEvents");
    private final Operations operations = new Operations();

    public Events(Buses buses) {
        this.buses = buses;
        operations
                .on("CreateEventBus", "events:CreateEventBus", this::busNamed, this::createBus)
                .on("DeleteEventBus", "events:DeleteEventBus", this::busNamed, this::deleteBus)
                .on("DescribeEventBus", "events:DescribeEventBus", this::busNamed, this::describeBus)
                .on("ListEventBuses", "events:ListEventBuses", request -> "*", this::listBuses)
                .on("PutRule", "events:PutRule", r -> rule(r, "Name"), this::putRule)
                .on("DescribeRule", "events:DescribeRule", r -> rule(r, "Name"), r -> ok(tree(found(r, "Name"))))
                .on("DeleteRule", "events:DeleteRule", r -> rule(r, "Name"), this::deleteRule)
                .on("EnableRule", "events:EnableRule", r -> rule(r, "Name"), r -> enable(r, true))
                .on("DisableRule", "events:DisableRule", r -> rule(r, "Name"), r -> enable(r, false))
                .on("ListRules", "events:ListRules", request -> "*", this::listRules)
                .on("PutTargets", "events:PutTargets", r -> rule(r, "Rule"), this::putTargets)
                .on("RemoveTargets", "events:RemoveTargets", r -> rule(r, "Rule"), this::removeTargets)
                .on("ListTargetsByRule", "events:ListTargetsByRule", r -> rule(r, "Rule"), this::listTargets)
                .on("TestEventPattern", "events:TestEventPattern", request -> "*", this::test)
                .onAll("PutEvents", this::busesOfEntries, this::putEvents);
    }

    @Override
    public String name() {
        return "EventBridge";
    }

    @Override
    public String scope() {
        return "events";
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

    private Reply createBus(Request request) {
        return ok(Json.object()
                .put("EventBusArn", buses.create(request.json().path("Name").asText())));
    }

    private Reply deleteBus(Request request) {
        buses.delete(request.json().path("Name").asText());
        return ok(Json.object());
    }

    private Reply describeBus(Request request) {
        String name = Buses.name(request.json().path("Name").asText(Buses.DEFAULT));
        buses.rules(name);
        return ok(bus(name));
    }

    private Reply listBuses(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("EventBuses");
        String prefix = request.json().path("NamePrefix").asText();
        buses.names().stream().filter(name -> name.startsWith(prefix)).forEach(name -> list.add(bus(name)));
        return ok(answer);
    }

    private ObjectNode bus(String name) {
        return Json.object().put("Name", name).put("Arn", buses.arn(name));
    }

    private Reply putRule(Request request) {
        return ok(Json.object().put("RuleArn", buses.putRule(request.json())));
    }

    private Reply deleteRule(Request request) {
        buses.deleteRule(busName(request), request.json().path("Name").asText());
        return ok(Json.object());
    }

    private Reply enable(Request request, boolean on) {
        buses.enable(found(request, "Name"), on);
        return ok(Json.object());
    }

    private Reply listRules(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Rules");
        String prefix = request.json().path("NamePrefix").asText();
        buses.rules(busName(request)).stream()
                .filter(rule -> rule.name().startsWith(prefix))
                .forEach(rule -> list.add(tree(rule)));
        return ok(answer);
    }

    private static ObjectNode tree(Rule rule) {
        ObjectNode tree = Json.object()
                .put("Name", rule.name())
                .put("Arn", rule.arn())
                .put("EventBusName", rule.bus())
                .put("State", rule.enabled() ? "ENABLED" : "DISABLED");
        putUnlessEmpty(tree, "EventPattern", rule.pattern());
        putUnlessEmpty(tree, "ScheduleExpression", rule.expression());
        putUnlessEmpty(tree, "Description", rule.description());
        return tree;
    }

    private static void putUnlessEmpty(ObjectNode tree, String name, String value) {
        if (!value.isEmpty()) {
            tree.put(name, value);
        }
    }

    private Reply putTargets(Request request) {
        JsonNode input = request.json();
        buses.putTargets(busName(request), input.path("Rule").asText(), input.path("Targets"));
        return ok(noneFailed());
    }

    private Reply removeTargets(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode failed = Json.object().arrayNode();
        Rule rule = found(request, "Rule");
        for (JsonNode id : request.json().path("Ids")) {
            if (!buses.removeTarget(rule, id.asText())) {
                failed.addObject()
                        .put("TargetId", id.asText())
                        .put("ErrorCode", "ResourceNotFoundException")
                        .put("ErrorMessage", "Target " + id.asText() + " does not exist.");
            }
        }
        answer.put("FailedEntryCount", failed.size()).set("FailedEntries", failed);
        return ok(answer);
    }

    private Reply listTargets(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Targets");
        buses.targetsOf(found(request, "Rule")).forEach(target -> list.add(target.wish()));
        return ok(answer);
    }

    private Reply test(Request request) {
        JsonNode input = request.json();
        boolean matches = Rule.matches(
                input.path("Event").asText(), input.path("EventPattern").asText());
        return ok(Json.object().put("Result", matches));
    }

    private Reply putEvents(Request request) {
        EventEntries entries =
                EventEntries.of(request.json().path("Entries"), request.body().length());
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("Entries");
        int failed = 0;
        for (JsonNode entry : entries.entries()) {
            try {
                String bus = Buses.name(entry.path("EventBusName").asText(Buses.DEFAULT));
                String id = buses.put(bus, EventEntries.event(entry, buses.account(), buses.now()));
                results.addObject().put("EventId", id);
            } catch (AwsError refused) {
                failed++;
                results.addObject().put("ErrorCode", refused.code()).put("ErrorMessage", refused.message());
            }
        }
        return ok(answer.put("FailedEntryCount", failed));
    }

    private List<Permission> busesOfEntries(Request request) {
        List<Permission> permissions = new ArrayList<>();
        StreamSupport.stream(request.json().path("Entries").spliterator(), false)
                .map(entry -> Buses.name(entry.path("EventBusName").asText(Buses.DEFAULT)))
                .distinct()
                .forEach(bus -> permissions.add(Permission.of("events:PutEvents", buses.arn(bus))));
        return permissions;
    }

    private static ObjectNode noneFailed() {
        ObjectNode answer = Json.object().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return answer;
    }

    private Rule found(Request request, String member) {
        return buses.rule(busName(request), request.json().path(member).asText());
    }

    private String rule(Request request, String member) {
        return buses.ruleArn(
                Buses.name(busName(request)), request.json().path(member).asText());
    }

    private String busNamed(Request request) {
        return buses.arn(Buses.name(request.json().path("Name").asText(Buses.DEFAULT)));
    }

    private static String busName(Request request) {
        return request.json().path("EventBusName").asText(Buses.DEFAULT);
    }

    private static Reply ok(JsonNode tree) {
        return Reply.json(200, tree);
    }
}

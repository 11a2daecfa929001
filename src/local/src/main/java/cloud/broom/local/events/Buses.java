package cloud.broom.local.events;

import cloud.broom.local.delivery.Delivery;
import cloud.broom.local.delivery.Handed;
import cloud.broom.local.delivery.Target;
import cloud.broom.local.delivery.Targets;
import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Principal;
import cloud.broom.local.pattern.EventPattern;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import cloud.broom.local.work.Recurrence;
import cloud.broom.local.work.Work;
import cloud.broom.schedule.ScheduleExpression;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Event buses with their rules. Thread-safe. Events reach targets once, beside the answer. */
public final class Buses implements Target {
    /** The bus that is always there. */
    public static final String DEFAULT = "default";

    private static final Logger log = LoggerFactory.getLogger(Buses.class);
    private static final int MOST_HOPS = 5;

    private final Account account;
    private final Targets targets;
    private final Work work;
    private final Map<String, Map<String, Rule>> rules = new TreeMap<>();

    public Buses(Account account, Targets targets, Work work) {
        this.account = account;
        this.targets = targets;
        this.work = work;
        rules.put(DEFAULT, new TreeMap<>());
    }

    /** Makes a bus. Gives its ARN. */
    public synchronized String create(String name) {
        if (!name.matches("[/.\\-_A-Za-z0-9]{1,256}")) {
            throw new AwsError(400, "ValidationException", "Invalid event bus name: " + name);
        }
        if (rules.putIfAbsent(name, new TreeMap<>()) != null) {
            throw new AwsError(400, "ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
        }
        return arn(name);
    }

    /**
     * Makes or changes a rule. Gives its ARN.
     *
     * @param wish the members of PutRule
     */
    public synchronized String putRule(JsonNode wish) {
        String bus = name(wish.path("EventBusName").asText(DEFAULT));
        String name = wish.path("Name").asText();
        String pattern = wish.path("EventPattern").asText();
        String expression = wish.path("ScheduleExpression").asText();
        if (pattern.isEmpty() && expression.isEmpty()) {
            throw new AwsError(
                    400, "ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (!pattern.isEmpty()) {
            EventPattern ignored = Rule.pattern(pattern);
        }
        if (!expression.isEmpty()) {
            if (!bus.equals(DEFAULT)) {
                throw new AwsError(
                        400, "ValidationException", "ScheduleExpression is supported only on the default event bus.");
            }
            ScheduleExpression ignored = Rule.schedule(expression);
        }
        Rule rule = bus(bus).computeIfAbsent(name, any -> new Rule(name, bus, ruleArn(bus, name)));
        rule.define(pattern, expression, wish.path("Description").asText());
        enable(rule, !wish.path("State").asText().equals("DISABLED"));
        return rule.arn();
    }

    /** Adds or replaces targets of a rule. */
    public synchronized void putTargets(String bus, String rule, JsonNode wishes) {
        Rule owner = rule(bus, rule);
        wishes.forEach(wish -> owner.put(RuleTarget.of(wish)));
    }

    /** Puts an event on a bus. Gives its id. */
    synchronized String put(String bus, Event event) {
        List<Rule> matching =
                bus(bus).values().stream().filter(rule -> rule.matches(event)).toList();
        matching.forEach(rule -> send(rule, event));
        return event.id();
    }

    /** An AWS service tells of something, on the default bus. */
    public void tell(String source, String detailType, List<String> resources, JsonNode detail) {
        String ignored = put(DEFAULT, Event.of(account, source, detailType, now(), resources, detail));
    }

    public String arn(String bus) {
        return account.arn("events", "event-bus/" + bus);
    }

    @Override
    public String action() {
        return "events:PutEvents";
    }

    @Override
    public synchronized boolean has(String arn) {
        return rules.containsKey(name(arn));
    }

    @Override
    public void take(Delivery delivery) {
        Delivery.EventHead head = delivery.head()
                .orElseThrow(() -> new AwsError(400, "ValidationException", "an event needs a source and a type"));
        try {
            put(
                    name(delivery.arn()),
                    Event.of(
                            account,
                            head.source(),
                            head.detailType(),
                            now(),
                            List.of(),
                            Json.read(delivery.payload())));
        } catch (JsonProcessingException e) {
            throw new AwsError(400, "MalformedDetail", "Detail is malformed.");
        }
    }

    synchronized void enable(Rule rule, boolean on) {
        boolean timed = on && !rule.expression().isEmpty();
        Instant now = now();
        rule.run(
                on,
                timed
                        ? Optional.of(Recurrence.after(
                                now,
                                work,
                                Rule.schedule(rule.expression()).startingAt(now),
                                Optional.empty(),
                                scheduled -> send(rule, occurrence(rule, scheduled)),
                                () -> {}))
                        : Optional.empty());
    }

    synchronized Rule rule(String bus, String name) {
        return Optional.ofNullable(bus(name(bus)).get(name))
                .orElseThrow(() -> new AwsError(
                        400, "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus."));
    }

    synchronized List<Rule> rules(String bus) {
        return List.copyOf(bus(name(bus)).values());
    }

    synchronized List<RuleTarget> targetsOf(Rule rule) {
        return rule.targets();
    }

    synchronized boolean removeTarget(Rule rule, String id) {
        return rule.remove(id);
    }

    synchronized void deleteRule(String bus, String name) {
        Optional.ofNullable(bus(name(bus)).get(name)).ifPresent(rule -> {
            if (!rule.targets().isEmpty()) {
                throw new AwsError(400, "ValidationException", "Rule can't be deleted since it has targets.");
            }
            enable(rule, false);
            bus(name(bus)).remove(name);
        });
    }

    synchronized void delete(String bus) {
        if (bus.equals(DEFAULT) || !rules.getOrDefault(bus, Map.of()).isEmpty()) {
            throw new AwsError(400, "ValidationException", "Cannot delete event bus " + bus + ".");
        }
        rules.remove(bus);
    }

    synchronized List<String> names() {
        return List.copyOf(rules.keySet());
    }

    synchronized Map<String, Rule> bus(String name) {
        return Optional.ofNullable(rules.get(name))
                .orElseThrow(
                        () -> new AwsError(400, "ResourceNotFoundException", "Event bus " + name + " does not exist."));
    }

    Account account() {
        return account;
    }

    Instant now() {
        return work.clock().instant();
    }

    String ruleArn(String bus, String name) {
        return account.arn("events", "rule/" + (bus.equals(DEFAULT) ? "" : bus + "/") + name);
    }

    /** A bus is named by name or by ARN. */
    static String name(String nameOrArn) {
        return nameOrArn.replaceFirst("^arn:.*:event-bus/", "");
    }

    private Event occurrence(Rule rule, Instant scheduled) {
        return Event.of(account, "aws.events", "Scheduled Event", scheduled, List.of(rule.arn()), Json.object());
    }

    private synchronized void send(Rule rule, Event event) {
        for (RuleTarget target : rule.targets()) {
            work.soon(() -> deliver(rule, target, event));
        }
    }

    private void deliver(Rule rule, RuleTarget target, Event event) {
        if (target.arn().contains(":event-bus/")) {
            forward(rule, target, event);
            return;
        }
        Delivery delivery = Delivery.of(target.arn(), target.input(event, rule.arn(), now()));
        String role = target.wish().path("RoleArn").asText().replaceFirst(".*/", "");
        Handed handed = role.isEmpty()
                ? targets.hand(delivery)
                : targets.hand(delivery, Principal.assumed(account, role, rule.name()));
        if (!handed.accepted()) {
            log.warn("Target {} of rule {} took nothing: {}", target.id(), rule.arn(), handed.message());
            if (!target.deadLetters().isEmpty()) {
                Handed ignored = targets.hand(Delivery.of(target.deadLetters(), event.text())
                        .with(Map.of(
                                "RULE_ARN", rule.arn(),
                                "TARGET_ARN", target.arn(),
                                "ERROR_CODE", errorCode(handed),
                                "ERROR_MESSAGE", handed.message(),
                                "RETRY_ATTEMPTS", "0")));
            }
        }
    }

    /** EventBridge's own codes, which are not those of the target. */
    private static String errorCode(Handed refused) {
        return refused.code().equals("AccessDenied") ? "NO_PERMISSIONS" : "NO_RESOURCE";
    }

    /** The event itself goes to another bus, not through more of them than any sensible chain has. */
    private void forward(Rule rule, RuleTarget target, Event event) {
        if (event.hops() >= MOST_HOPS || !has(target.arn())) {
            log.warn("Event {} is not forwarded by rule {} to {}", event.id(), rule.arn(), target.arn());
            return;
        }
        put(name(target.arn()), event.forwarded());
    }
}

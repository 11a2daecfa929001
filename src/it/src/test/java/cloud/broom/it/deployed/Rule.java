package cloud.broom.it.deployed;

import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** A rule of EventBridge that a test makes, as a user makes one. */
record Rule(EventBridgeClient bridge, String bus, String name, String arn) implements AutoCloseable {
    private static final String TARGET = "target";

    static Rule on(Cloud cloud, String bus, String name, String pattern) {
        EventBridgeClient bridge = cloud.eventBridge();
        String arn = bridge.putRule(rule -> rule.name(name).eventBusName(bus).eventPattern(pattern))
                .ruleArn();
        return new Rule(bridge, bus, name, arn);
    }

    /** To a queue, as it is. */
    Rule send(Inbox inbox) {
        return send(Target.builder().id(TARGET).arn(inbox.arn()).build());
    }

    /** To a task's function, with the job that it calls for. */
    Rule call(Calls calls, String job) {
        calls.lambda().addPermission(permission -> permission
                .functionName(calls.function())
                .statementId(name)
                .action("lambda:InvokeFunction")
                .principal("events.amazonaws.com")
                .sourceArn(arn));
        return send(Target.builder()
                .id(TARGET)
                .arn(calls.arn())
                .inputTransformer(
                        input -> input.inputTemplate("{\"job\": " + job + ", \"event\": <aws.events.event.json>}"))
                .build());
    }

    @Override
    public void close() {
        bridge.removeTargets(rule -> rule.rule(name).eventBusName(bus).ids(TARGET));
        bridge.deleteRule(rule -> rule.name(name).eventBusName(bus));
    }

    private Rule send(Target target) {
        bridge.putTargets(rule -> rule.rule(name).eventBusName(bus).targets(List.of(target)));
        return this;
    }
}

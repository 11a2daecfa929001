package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.it.Checkout;
import cloud.broom.it.RealTime;
import cloud.broom.local.LocalCloud;
import cloud.broom.local.template.Stack;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives every test of a class a stack of its own on one local cloud, and clients that reach it as somebody. */
final class FreshStack implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final LocalCloud cloud = LocalCloud.builder(RealTime.CLOCK).start();
    private final Optional<String> function;
    private Optional<Deployed> current = Optional.empty();
    private int deployed;

    private FreshStack(Optional<String> function) {
        this.function = function;
    }

    /** Reached under the role of that function. */
    static FreshStack as(String function) {
        return new FreshStack(Optional.of(function));
    }

    static FreshStack asOperator() {
        return new FreshStack(Optional.empty());
    }

    Aws aws() {
        return current.orElseThrow().aws;
    }

    /** Further clients, under the role of a function; to be closed. */
    Aws clientsOf(String other) {
        return clientsOf(other, current.orElseThrow().stack);
    }

    /** Further clients, with an operator's rights; to be closed. */
    Aws operator() {
        return Aws.of(cloud.operatorEnvironment());
    }

    String name() {
        return current.orElseThrow().stack.name();
    }

    String physicalId(String logicalId) {
        return current.orElseThrow().stack.physicalId(logicalId);
    }

    String table() {
        return current.orElseThrow().stack.physicalId("StateTable");
    }

    String bucket() {
        return current.orElseThrow().stack.physicalId("RecordBucket");
    }

    String topic() {
        return current.orElseThrow().stack.physicalId("AlertTopic");
    }

    String bus() {
        return current.orElseThrow().stack.physicalId("EventBus");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        deployed++;
        Stack stack = cloud.deploy(
                Checkout.root().resolve("template.yaml"), "contract-" + deployed, Map.of("WatchdogState", "DISABLED"));
        Aws aws = function.map(name -> clientsOf(name, stack)).orElseGet(() -> Aws.of(cloud.operatorEnvironment()));
        current = Optional.of(new Deployed(stack, aws));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        aws().close();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        cloud.close();
    }

    private Aws clientsOf(String name, Stack stack) {
        return Aws.of(cloud.environmentFor(stack.physicalId(name + "Role"), name));
    }

    private record Deployed(Stack stack, Aws aws) {}
}

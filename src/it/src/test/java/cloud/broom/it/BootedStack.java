package cloud.broom.it;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.it.runtime.FunctionProcess;
import cloud.broom.it.runtime.FunctionZip;
import cloud.broom.it.runtime.RuntimeApi.Answer;
import cloud.broom.local.LocalCloud;
import cloud.broom.local.ecs.Clusters;
import cloud.broom.local.s3.Buckets;
import cloud.broom.local.template.Stack;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.EcsClient;

/** template.yaml on the local cloud; its zips are booted as processes that hold the credentials of their roles. */
final class BootedStack implements AutoCloseable {
    static final String TARGET = "my-logs";
    static final String CLUSTER = "prod";

    private static final String STACK = "booted";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Template template = Template.read();
    private final LocalCloud cloud = LocalCloud.builder(RealTime.CLOCK).start();
    private final Map<String, FunctionProcess> booted = new HashMap<>();
    private final Map<String, Path> unpacked = new ConcurrentHashMap<>();
    private final Path folder;
    private final Stack stack;
    private final Aws operator;

    BootedStack(Path folder) {
        this.folder = folder;
        this.stack = cloud.deploy(
                Checkout.root().resolve("template.yaml"),
                STACK,
                Map.of(
                        "TargetBuckets",
                        TARGET,
                        "WatchdogState",
                        "DISABLED",
                        "InstallUndo",
                        "true",
                        "TargetClusters",
                        cloud.account().arn("ecs", "cluster/" + CLUSTER)));
        cloud.s3().create(TARGET);
        this.operator = Aws.of(cloud.operatorEnvironment());
    }

    /** The operator's client of ECS; to be closed by whoever asks for it. */
    EcsClient ecs() {
        return operator.configured(EcsClient.builder(), "ECS").build();
    }

    /** By which tasks stop. */
    Clusters clusters() {
        return cloud.ecs();
    }

    Buckets s3() {
        return cloud.s3();
    }

    /** Invokes a function in its process, which is started at its first call. */
    Answer call(String function, String payload) throws IOException, InterruptedException {
        FunctionProcess process = booted.get(function);
        if (process == null) {
            process = boot(function, function, Map.of());
            booted.put(function, process);
        }
        return process.invoke(payload, TIMEOUT);
    }

    /** Invokes a function in a process of its own, with an environment that differs from what the template says. */
    Answer callWith(Map<String, String> differently, String function, String payload)
            throws IOException, InterruptedException {
        try (FunctionProcess process = boot(function, function, differently)) {
            return process.invoke(payload, TIMEOUT);
        }
    }

    /** The records of every run, as an operator may read them. */
    DynamoRuns runs() {
        return new DynamoRuns(operator.dynamoDb(), stack.physicalId("StateTable"));
    }

    /** How often a process called AWS, by the name it was booted under. */
    long calls(String name) {
        return cloud.calls().of(name).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public void close() {
        booted.values().forEach(FunctionProcess::close);
        operator.close();
        cloud.close();
    }

    /**
     * Starts a process of a function, which whoever asks for it has to close.
     *
     * @param name by which its calls are counted
     * @param differently what differs in its environment from what the template says
     */
    FunctionProcess boot(String function, String name, Map<String, String> differently) throws IOException {
        String id = template.functionOf(function);
        Map<String, String> environment = new HashMap<>(cloud.environmentFor(stack.physicalId(id + "Role"), name));
        template.environment()
                .properties()
                .forEach(variable -> environment.put(variable.getKey(), value(variable.getValue())));
        environment.putAll(differently);
        return FunctionProcess.start(
                unpacked.computeIfAbsent(function, this::unpack),
                template.resource(id).at("/Properties/Handler").asText(),
                environment,
                Files.createTempFile(folder, name, ".log"));
    }

    private Path unpack(String function) {
        try {
            return FunctionZip.unpack(Checkout.zipOf(function), Files.createTempDirectory(folder, function));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot unpack " + function, broken);
        }
    }

    /** What {@code !Ref} of a resource or a parameter comes to, or {@code !Join} of the one that is a list. */
    private String value(JsonNode variable) {
        String name = variable.isArray() ? variable.path(1).asText() : variable.asText();
        if (name.equals("AWS::StackName")) {
            return STACK;
        }
        return template.parameters().has(name)
                ? template.parameters().path(name).path("Default").asText()
                : stack.physicalId(name);
    }
}

package cloud.broom.it;

import cloud.broom.it.runtime.FunctionProcess;
import cloud.broom.it.runtime.FunctionZip;
import cloud.broom.it.runtime.RuntimeApi.Answer;
import cloud.broom.local.LocalCloud;
import cloud.broom.local.s3.Buckets;
import cloud.broom.local.template.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** template.yaml on the local cloud; its zips are booted as processes that hold the credentials of their roles. */
final class BootedStack implements AutoCloseable {
    static final String TARGET = "my-logs";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Template template = Template.read();
    private final LocalCloud cloud = LocalCloud.builder(RealTime.CLOCK).start();
    private final Map<String, FunctionProcess> booted = new HashMap<>();
    private final Path folder;
    private final Stack stack;

    BootedStack(Path folder) {
        this.folder = folder;
        this.stack = cloud.deploy(
                Checkout.root().resolve("template.yaml"),
                "booted",
                Map.of("TargetBuckets", TARGET, "WatchdogState", "DISABLED"));
        cloud.s3().create(TARGET);
    }

    Buckets s3() {
        return cloud.s3();
    }

    /** Invokes a function in its process, which is started at its first call. */
    Answer call(String function, String payload) throws IOException, InterruptedException {
        FunctionProcess process = booted.get(function);
        if (process == null) {
            process = boot(function, Map.of());
            booted.put(function, process);
        }
        return process.invoke(payload, TIMEOUT);
    }

    /** Invokes a function in a process of its own, with an environment that differs from what the template says. */
    Answer callWith(Map<String, String> differently, String function, String payload)
            throws IOException, InterruptedException {
        try (FunctionProcess process = boot(function, differently)) {
            return process.invoke(payload, TIMEOUT);
        }
    }

    @Override
    public void close() {
        booted.values().forEach(FunctionProcess::close);
        cloud.close();
    }

    private FunctionProcess boot(String function, Map<String, String> differently) throws IOException {
        Path task = Files.createTempDirectory(folder, function);
        String id = template.functionOf(function);
        Map<String, String> environment =
                new HashMap<>(cloud.environmentFor(stack.physicalId(id + "Role"), stack.physicalId(id)));
        template.environment()
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(), value(variable.getValue().asText())));
        environment.putAll(differently);
        return FunctionProcess.start(
                FunctionZip.unpack(Checkout.zipOf(function), task),
                template.resource(id).at("/Properties/Handler").asText(),
                environment,
                task.resolveSibling(task.getFileName() + ".log"));
    }

    /** What {@code !Ref} of a resource or a parameter comes to. */
    private String value(String name) {
        return template.parameters().has(name)
                ? template.parameters().path(name).path("Default").asText()
                : stack.physicalId(name);
    }
}

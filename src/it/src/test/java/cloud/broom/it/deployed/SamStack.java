package cloud.broom.it.deployed;

import cloud.broom.it.Checkout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** A stack as {@code sam deploy} made it of template.yaml, known by its outputs and by what it tells on its bus. */
record SamStack(Cloud cloud, String name, Map<String, String> outputs, Listener listener) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    static SamStack deploy(Cloud cloud, String name, Map<String, String> parameters)
            throws IOException, InterruptedException {
        Path log = Path.of("target", name + ".log").toAbsolutePath();
        Bucket code = code(cloud, name).create();
        ProcessBuilder command = new ProcessBuilder(command(name, code, parameters))
                .directory(Checkout.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
        FileChannel turn = turn();
        try (turn) {
            Process sam = command.start();
            if (!sam.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || sam.exitValue() != 0) {
                sam.destroyForcibly();
                throw new IllegalStateException("sam deploy has failed:\n" + Files.readString(log));
            }
        }
        Map<String, String> outputs = outputs(cloud, name);
        return new SamStack(
                cloud, name, outputs, Listener.on(cloud, outputs.getOrDefault("Bus", "no bus"), name + "-listener"));
    }

    String output(String key) {
        return outputs.getOrDefault(key, "stack " + name + " has no output " + key);
    }

    /**
     * Deletes the stack, and what a stack leaves on purpose.
     *
     * @throws AssertionError if it has told an event that is not as it is published to be
     */
    @Override
    public void close() throws IOException {
        try {
            listener.end();
        } finally {
            delete();
        }
    }

    private void delete() throws IOException {
        FileChannel turn = turn();
        try (turn) {
            cloud.cloudFormation().deleteStack(stack -> stack.stackName(name));
            cloud.cloudFormation().waiter().waitUntilStackDeleteComplete(stack -> stack.stackName(name));
        }
        code(cloud, name).delete();
        Bucket records = new Bucket(cloud.s3(), output("RecordBucket"));
        if (records.exists()) {
            records.delete();
        }
        if (cloud.dynamoDb().listTablesPaginator().tableNames().stream().anyMatch(output("Table")::equals)) {
            cloud.dynamoDb().deleteTable(table -> table.tableName(output("Table")));
        }
    }

    /** Held until it is closed: the suite's classes run at once, but not every stand-in can make or delete two stacks at once. */
    private static FileChannel turn() throws IOException {
        FileChannel turn =
                FileChannel.open(Path.of("target", "deploying"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        turn.lock();
        return turn;
    }

    /** Of its own: two deployments at once would both make the one that sam shares. */
    private static Bucket code(Cloud cloud, String name) {
        return new Bucket(cloud.s3(), name + "-code");
    }

    private static List<String> command(String name, Bucket code, Map<String, String> parameters) {
        List<String> command = new ArrayList<>(List.of("sam", "deploy", "-t", "template.yaml", "--stack-name", name));
        command.addAll(List.of("--capabilities", "CAPABILITY_IAM", "--s3-bucket", code.name()));
        command.addAll(List.of("--no-confirm-changeset", "--no-progressbar"));
        if (!parameters.isEmpty()) {
            command.add("--parameter-overrides");
        }
        parameters.forEach((key, value) -> command.add(key + "=" + value));
        return command;
    }

    private static Map<String, String> outputs(Cloud cloud, String name) {
        return cloud.cloudFormation().describeStacks(stack -> stack.stackName(name)).stacks().get(0).outputs().stream()
                .collect(Collectors.toUnmodifiableMap(Output::outputKey, Output::outputValue));
    }
}

package cloud.broom.local;

import cloud.broom.local.template.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A cloud with a clock that is moved by hand and the stack of probe.yaml. */
final class ProbeStack implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-28T10:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PROBE = "cloud/broom/local/probe/ProbeHandler.class";

    final MovableClock clock = new MovableClock(START);
    final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    final LocalCloud cloud =
            LocalCloud.builder(clock).logListener(this::printed).start();
    final Stack stack;

    ProbeStack(Path folder, Map<String, String> parameters) throws IOException {
        pack(folder.resolve("probe.zip"));
        Path template = folder.resolve("probe.yaml");
        try (InputStream in = resource("probe.yaml")) {
            Files.copy(in, template);
        }
        stack = cloud.deploy(template, "probes", parameters);
    }

    /** Shows the line as a console would, on the very stream that functions print to. */
    private void printed(String line) {
        System.out.println(line);
        printed.add(line);
    }

    String function() {
        return stack.physicalId("Probe");
    }

    /** The next line a function prints. */
    String nextLine() throws InterruptedException {
        return Objects.requireNonNullElse(printed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "nothing was printed");
    }

    boolean rests() {
        return cloud.awaitIdle(PATIENCE);
    }

    /** Bodies of what stands in a queue. */
    List<String> bodies(String queueUrl) {
        return messages(queueUrl).stream().map(Message::body).toList();
    }

    /** What stands in a queue, with its attributes. */
    List<Message> messages(String queueUrl) {
        try (SqsClient sqs = Clients.sqs(cloud.operatorEnvironment())) {
            return sqs.receiveMessage(request ->
                            request.queueUrl(queueUrl).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
        }
    }

    /** The message attributes, which are all texts. */
    static Map<String, String> attributes(Message message) {
        return message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().stringValue()));
    }

    @Override
    public void close() {
        cloud.close();
    }

    /** A zip as the build makes it: classes at the root. */
    static void pack(Path zip) throws IOException {
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file);
                InputStream in = resource(PROBE)) {
            out.putNextEntry(new ZipEntry(PROBE));
            in.transferTo(out);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ProbeStack.class.getClassLoader().getResourceAsStream(name), name);
    }
}

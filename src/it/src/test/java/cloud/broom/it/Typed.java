package cloud.broom.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What came of a command line of {@code ./broom}, in this process's environment and with nobody at a terminal. */
public record Typed(int exit, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A run of a few objects, and a build if the checkout has not been built. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    public static Typed broom(String... arguments) throws IOException, InterruptedException {
        String stem = "broom-" + UUID.randomUUID();
        Path out = Path.of("target", stem + ".out").toAbsolutePath();
        Path err = Path.of("target", stem + ".err").toAbsolutePath();
        List<String> command =
                new ArrayList<>(List.of(Checkout.root().resolve("broom").toString()));
        command.addAll(List.of(arguments));
        Process broom = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!broom.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            broom.destroyForcibly();
            throw new IllegalStateException(command + " has not ended:\n" + Files.readString(err));
        }
        return new Typed(broom.exitValue(), Files.readString(out), Files.readString(err));
    }

    public JsonNode answer() throws IOException {
        return JSON.readTree(out);
    }
}

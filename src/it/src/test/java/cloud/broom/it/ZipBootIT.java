package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.it.runtime.FunctionProcess;
import cloud.broom.it.runtime.FunctionZip;
import cloud.broom.it.runtime.RuntimeApi.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function, as it is packed, under the runtime client that Lambda itself uses. */
final class ZipBootIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Template template = Template.read();

    static Stream<Sample> samples() {
        return Checkout.functions().stream()
                .flatMap(function -> Checkout.eventsOf(function).stream().map(file -> new Sample(function, file)));
    }

    /** It boots, its class path is whole, it reads the payload; and where nothing can be recorded it says so by throwing. */
    @ParameterizedTest
    @MethodSource("samples")
    void throwsWhenNothingCanBeRecorded(Sample sample, @TempDir Path folder) throws Exception {
        Answer answer = answer(sample, folder, Map.of("AWS_ENDPOINT_URL", nobody()));

        assertThat(answer.error()).as(answer.body()).isTrue();
        assertThat(errorType(answer)).as(answer.body()).isEqualTo("cloud.broom.run.StoreUnavailable");
    }

    /** The deployment is at fault, so it must not look as if a job were. */
    @ParameterizedTest
    @MethodSource("samples")
    void namesTheVariableThatIsMissing(Sample sample, @TempDir Path folder) throws Exception {
        Answer answer = answer(sample, folder, Map.of("BROOM_TABLE", ""));

        assertThat(answer.error()).as(answer.body()).isTrue();
        assertThat(answer.body()).contains("BROOM_TABLE is not set");
    }

    private Answer answer(Sample sample, Path folder, Map<String, String> differently) throws Exception {
        Path task = FunctionZip.unpack(Checkout.zipOf(sample.function()), folder.resolve("task"));
        Map<String, String> environment = environment();
        environment.putAll(differently);
        try (FunctionProcess process = FunctionProcess.start(
                task, template.handlerOf(sample.function()), environment, folder.resolve("log"))) {
            return process.invoke(sample.payload(RealTime.CLOCK.instant()), TIMEOUT);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(
                Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "nothing"));
        template.environment().properties().forEach(variable -> environment.put(variable.getKey(), "1"));
        return environment;
    }

    /** An endpoint at which nobody listens: a port that was free a moment ago. */
    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
        }
    }

    private static String errorType(Answer answer) throws IOException {
        JsonNode error = new ObjectMapper().readTree(answer.body());
        return error.path("errorType").asText();
    }
}

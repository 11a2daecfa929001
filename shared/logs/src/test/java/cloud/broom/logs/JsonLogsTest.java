package cloud.broom.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

final class JsonLogsTest {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    JsonLogsTest() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setOut(before);
        MDC.clear();
    }

    @Test
    void putsTheFieldsOfTheMdcBesideTheMessageOnOneLine() throws IOException {
        MDC.put("run", "tidy.0123456789abcdef");
        MDC.put("part", "3");

        logger(Map.of()).warn("{} is gone", "a", new IllegalStateException("why"));

        JsonNode line = theLine();
        assertThat(line.path("message").asText()).isEqualTo("a is gone");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("run").asText()).isEqualTo("tidy.0123456789abcdef");
        assertThat(line.path("part").asText()).isEqualTo("3");
        assertThat(line.path("error").asText()).contains("IllegalStateException: why");
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("timestamp", "message", "logger", "level", "run", "part", "error");
    }

    @Test
    void staysOneValidLineWhateverAKeyIsCalled() throws IOException {
        String key = "a\"}\n{\"level\":\"ERROR\",\"message\":\"forged\u2028\u0000\r\n";

        logger(Map.of()).info("deleted {}", key);

        assertThat(theLine().path("message").asText()).isEqualTo("deleted " + key);
        assertThat(theLine().path("level").asText()).isEqualTo("INFO");
    }

    @Test
    void takesItsLevelFromTheEnvironment() {
        logger(Map.of()).debug("hidden");
        logger(Map.of(JsonLogs.LEVEL, "error")).warn("hidden");
        logger(Map.of("AWS_LAMBDA_LOG_LEVEL", "WARN")).info("hidden");
        logger(Map.of(JsonLogs.LEVEL, "no level")).debug("hidden");
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();

        logger(Map.of(JsonLogs.LEVEL, "debug")).debug("shown");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("shown");
    }

    @Test
    void isWhatLogbackSetsItselfUpWith() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

        assertThat(context.getLogger("ROOT").getAppender("lambda")).isNotNull();
    }

    private static org.slf4j.Logger logger(Map<String, String> environment) {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        var ignored = new JsonLogs(environment).configure(context);
        return context.getLogger("cloud.broom.Test");
    }

    private JsonNode theLine() throws IOException {
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text.strip().lines()).hasSize(1);
        return new ObjectMapper().readTree(text);
    }
}

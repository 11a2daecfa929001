package cloud.broom.it.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.it.runtime.RuntimeApi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Path folder;
    private final FunctionProcess process;

    FunctionProcessTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        String file = ProbeHandler.class.getName().replace('.', '/') + ".class";
        Path task = Files.createDirectory(folder.resolve("task"));
        Files.createDirectories(task.resolve(file).resolveSibling("."));
        Files.copy(Path.of("target", "test-classes").resolve(file), task.resolve(file));
        process = FunctionProcess.start(
                task, ProbeHandler.class.getName(), Map.of("GREETING", "\"hello\""), folder.resolve("log"));
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void answersOneInvocationAfterTheOther() throws Exception {
        assertThat(process.invoke("\"a\"", TIMEOUT)).isEqualTo(new Answer(false, "\"a\" in time"));
        assertThat(process.invoke("\"b\"", TIMEOUT)).isEqualTo(new Answer(false, "\"b\" in time"));
    }

    @Test
    void showsTheFunctionItsEnvironmentAndNoneOfOurs() throws Exception {
        assertThat(process.invoke("\"greeting\"", TIMEOUT).body()).isEqualTo("\"hello\"");
    }

    @Test
    void tellsWhatTheFunctionThrew() throws Exception {
        Answer answer = process.invoke("\"throw\"", TIMEOUT);

        assertThat(answer.error()).isTrue();
        assertThat(answer.body()).contains("java.lang.IllegalArgumentException", "as ordered");
    }

    @Test
    void tellsThatTheProcessExited() {
        assertThatThrownBy(() -> process.invoke("\"exit\"", TIMEOUT))
                .isInstanceOf(FunctionProcess.Died.class)
                .hasMessageContaining("exited with 3");
    }

    @Test
    void killsItInTheMiddleOfAnInvocation() throws Exception {
        process.invoke("\"a\"", TIMEOUT);
        process.kill();

        assertThat(process.alive()).isFalse();
    }

    @Test
    void tellsWhyItCouldNotBeInitialised() throws Exception {
        try (FunctionProcess unknown =
                FunctionProcess.start(folder, "cloud.broom.Unknown", Map.of(), folder.resolve("unknown.log"))) {
            Answer refusal = unknown.invoke("{}", TIMEOUT);

            assertThat(refusal.error()).isTrue();
            assertThat(refusal.body()).contains("cloud.broom.Unknown");
        }
    }
}

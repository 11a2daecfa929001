package cloud.broom.it.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The execution environments of one function, on an AWS stand-in that runs them as processes of this machine and keeps the id
 * of each in a file {@code <function>-<environment>.pid}.
 */
record Environments(Path folder, String function) {
    /** Names the folder of those files. */
    static final String VARIABLE = "BROOM_IT_PIDS";

    static Environments of(String function) {
        return new Environments(
                Path.of(Optional.ofNullable(System.getenv(VARIABLE)).orElseThrow()), function);
    }

    List<ProcessHandle> alive() throws IOException {
        List<ProcessHandle> alive = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, function + "-*.pid")) {
            for (Path file : files) {
                ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                        .filter(ProcessHandle::isAlive)
                        .ifPresent(alive::add);
            }
        }
        return alive;
    }

    /** SIGKILL: it cannot be caught, so nothing is tidied up. */
    static void kill(ProcessHandle environment) {
        assertThat(environment.destroyForcibly())
                .as("%s was killed", environment)
                .isTrue();
    }

    /** SIGSTOP: as if its code hung, until the function's timeout ends it. */
    static void freeze(ProcessHandle environment) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-STOP", Long.toString(environment.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).as("%s was stopped", environment).isZero();
    }
}

package cloud.broom.it.way;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** On whatever {@code AWS_ENDPOINT_URL} points at; if it is not set, on the local cloud, each function under its own role. */
final class WayIT extends WaySuite {
    private Optional<AutoCloseable> opened = Optional.empty();

    @Override
    protected Surroundings open() throws Exception {
        if (System.getenv("AWS_ENDPOINT_URL") != null) {
            MadeByApi made = new MadeByApi(Map.copyOf(System.getenv()));
            opened = Optional.of(made);
            return made.surroundings();
        }
        LocalStage stage = new LocalStage();
        opened = Optional.of(stage);
        return stage.deploy();
    }

    @AfterAll
    void close() throws Exception {
        if (opened.isPresent()) {
            opened.get().close();
        }
    }
}

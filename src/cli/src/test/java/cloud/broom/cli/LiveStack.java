package cloud.broom.cli;

import cloud.broom.cli.local.Sandbox;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A stack on a local cloud of its own, for all the tests of a class, and somebody who types commands at it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveStack {
    static final String LOOK =
            "{ name: look, task: s3-stale-objects, owner: me, params: { bucket: demo-logs, prefix: app/, olderThan: P90D } }";

    static final String OPERATOR = "arn:aws:iam::123456789012:user/operator";

    final Sandbox sandbox = Sandbox.start(Rehearsal.home(), Clock.systemUTC(), 0, line -> {});
    final Rehearsal broom = Rehearsal.live(sandbox.environment());

    @TempDir
    Path folder = Path.of("");

    @AfterAll
    void takeDown() {
        sandbox.close();
    }

    /** A broom.yaml of these jobs. */
    String file(String... jobs) throws IOException {
        return Files.writeString(folder.resolve("broom.yaml"), "{ jobs: [ " + String.join(", ", jobs) + " ] }")
                .toString();
    }

    JsonNode answerOf(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-o";
        all[arguments.length + 1] = "json";
        broom.run(all);
        return answer();
    }

    /** What the last command answered, if it was asked for JSON. */
    JsonNode answer() {
        return Json.parse(broom.out(), "output");
    }
}

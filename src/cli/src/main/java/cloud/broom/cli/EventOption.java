package cloud.broom.cli;

import cloud.broom.call.Trigger;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Ask;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** An event out of a file, for a job that takes its parameters from one: what a rule would do can be tried by hand. */
final class EventOption {
    private static final String WAY_OUT =
            "Name a file with one event as EventBridge delivers it, such as those in events/: nothing was started.";

    @Option(
            names = "--event",
            paramLabel = "<file>",
            description = "Run it as a rule does that this event matches. It gets a new id, so it can be tried again")
    private Optional<Path> path = Optional.empty();

    boolean given() {
        return path.isPresent();
    }

    /** What names the file on a command line, if it is of a file. */
    String file() {
        return path.map(file -> " --event " + Plain.word(file)).orElse("");
    }

    /** The same for that event, if one is given. */
    Ask on(Ask ask, Supplier<String> ids) {
        return path.map(file -> ask.on(read(file, ids.get()))).orElse(ask);
    }

    /** Also of a file that holds the whole call that a rule sends, with the job beside the event. */
    private static Trigger read(Path file, String id) {
        try {
            JsonNode root = Json.parse(Files.readString(file), "file");
            JsonNode event = root.has("detail-type") ? root : root.path("event");
            Refused.when(!event.has("detail-type"), "file", "is no event: it has no detail-type");
            return new Trigger(((ObjectNode) event).put("id", id));
        } catch (NoSuchFileException missing) {
            throw Trouble.refused("there is no file " + file, WAY_OUT);
        } catch (IOException unreadable) {
            throw Trouble.refused("cannot read " + file + ": " + unreadable, WAY_OUT);
        } catch (Refused misfit) {
            throw Trouble.refused(file + " " + misfit.problem(), WAY_OUT);
        }
    }
}

package cloud.broom.cli;

import cloud.broom.cli.local.Sandbox;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "local",
        description = {
            "Starts a local cloud with the stack deployed and a bucket to clean, until Ctrl-C.",
            "Functions, schedules and permissions are real; nothing of it is AWS, and nothing is kept."
        },
        mixinStandardHelpOptions = true)
final class LocalCommand implements Callable<Integer> {
    private static final Duration UNTIL_STOPPED = Duration.ofDays(365);

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Option(
            names = "--port",
            paramLabel = "<port>",
            defaultValue = "0",
            description = "Where to listen; default: any free port")
    private int port;

    @Option(
            names = "--for",
            paramLabel = "<duration>",
            description = "End by itself, as PT30S says; default: at Ctrl-C")
    private Duration length = UNTIL_STOPPED;

    LocalCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Screen screen = shell.screen();
        try (Sandbox sandbox = Sandbox.start(
                shell.home(), shell.clock(), port, line -> screen.aside(screen.paint(Paint.DIM, Plain.text(line))))) {
            if (output.json()) {
                screen.line(json(sandbox).toString());
            } else {
                show(sandbox, screen);
            }
            shell.pause().hold(length);
        }
        return Exit.DONE.code();
    }

    private void show(Sandbox sandbox, Screen screen) {
        screen.line("The local cloud answers at "
                + screen.paint(Paint.BOLD, sandbox.endpoint().toString()) + " with stack " + Sandbox.STACK + ".");
        screen.line("Bucket " + Sandbox.BUCKET + " has " + Sandbox.OBJECTS + " objects, " + Sandbox.STALE
                + " of them older than 90 days.");
        screen.line();
        screen.line("To use it, in another terminal:");
        new TreeMap<>(sandbox.environment()).forEach((name, value) -> screen.line("export " + name + "=" + value));
        screen.next("broom run demo-stale-logs -f " + Plain.word(shell.home().resolve("broom.yaml")));
        screen.line();
        screen.aside("What functions log follows" + (length.equals(UNTIL_STOPPED) ? "; Ctrl-C ends it all." : "."));
    }

    private static ObjectNode json(Sandbox sandbox) {
        ObjectNode root = Json.object();
        root.put("endpoint", sandbox.endpoint().toString());
        root.put("stack", Sandbox.STACK);
        root.put("bucket", Sandbox.BUCKET);
        ObjectNode environment = root.putObject("environment");
        Map<String, String> sorted = new TreeMap<>(sandbox.environment());
        sorted.forEach(environment::put);
        return root;
    }
}

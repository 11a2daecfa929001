package cloud.broom.cli;

import cloud.broom.cli.demo.Commands;
import cloud.broom.cli.demo.Demo;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Shows Broom at work on a local cloud of its own, in less than a minute.",
            "Needs no AWS account. Fails if anything does not come out as told."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Option(names = "--json", description = "Only the figures; the same as -o json")
    private boolean json;

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Demo demo = new Demo(shell.home(), shell.clock(), shell.pause(), this::type, shell.screen());
        return (json || output.json() ? figures(demo) : told(demo)).code();
    }

    private Exit told(Demo demo) {
        boolean asExpected = demo.tell();
        shell.screen()
                .next("broom local, then in another terminal broom run demo-stale-logs -f "
                        + Plain.word(shell.home().resolve("broom.yaml")));
        return asExpected ? Exit.DONE : Exit.FAILED;
    }

    private Exit figures(Demo demo) {
        ObjectNode figures = demo.figures();
        shell.screen().line(figures.toString());
        return figures.path("unexpected").isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    /** A command of this same command line; nobody is asked, as where nobody sits at a terminal. */
    private Commands.Said type(Map<String, String> environment, List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Screen unseen = new Screen(new PrintWriter(out, true), new PrintWriter(err, true), false, false);
        Shell typed = new Shell(
                unseen, environment, shell.clock(), shell.ids(), shell.pause(), question -> true, shell.home());
        String[] arguments =
                Stream.concat(words.stream(), Stream.of("-o", "json")).toArray(String[]::new);
        return new Commands.Said(Cli.run(typed, arguments), out.toString());
    }
}

package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.control.Exemption;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "ls",
        description = "Lists what is exempt by hand; what is so by its tag broom:keep only its task knows.",
        mixinStandardHelpOptions = true)
final class ExemptListCommand implements Callable<Integer> {
    private static final int CELL_CHARS = 60;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    ExemptListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<Exemption> all;
        try (Deployment deployment = stack.find(shell)) {
            all = deployment.restraints().exemptions().all();
        }
        Instant now = shell.clock().instant();
        if (output.json()) {
            shell.screen().line(json(all, now).toString());
        } else {
            show(all, now, shell.screen());
        }
        return Exit.DONE.code();
    }

    private static ObjectNode json(List<Exemption> all, Instant now) {
        ObjectNode root = Json.object();
        ArrayNode list = root.putArray("exemptions");
        all.forEach(one -> list.add(((ObjectNode) Json.tree(one)).put("state", state(one, now))));
        return root;
    }

    private static void show(List<Exemption> all, Instant now, Screen screen) {
        if (all.isEmpty()) {
            screen.line("Nothing is exempt.");
            screen.next("broom exempt add <glob> --owner <who> --reason <why>");
            return;
        }
        Table table = new Table("GLOB", "JOB", "OWNER", "REASON", "EXPIRES (UTC)", "STATE");
        all.forEach(one -> table.row(
                one.glob(),
                one.job().map(Object::toString).orElse("every"),
                one.owner(),
                Plain.text(one.problem().orElse(one.reason()), CELL_CHARS),
                one.expires()
                        .map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("never"),
                state(one, now)));
        screen.lines(table.lines());
        screen.next("broom exempt rm " + Plain.word(all.get(0).glob())
                + all.get(0).job().map(name -> " --job " + name).orElse(""));
    }

    private static String state(Exemption one, Instant now) {
        if (one.problem().isPresent()) {
            return "malformed, protects";
        }
        if (!one.holds(now)) {
            return "expired";
        }
        return one.holds(now.plus(Exemption.SOON)) ? "holds" : "expires soon";
    }
}

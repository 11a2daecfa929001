package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.stack.CachedFacts;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.fact.FactLine;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ls",
        description = "Lists kept answers that have not expired, the first to expire first.",
        mixinStandardHelpOptions = true)
final class CacheListCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Option(names = "--task", paramLabel = "<task>", description = "Only this task's")
    private Optional<String> task = Optional.empty();

    CacheListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<FactLine> all;
        try (Deployment deployment = stack.find(shell)) {
            all = deployment.facts().list(shell.clock().instant());
        }
        List<FactLine> facts = all.stream()
                .filter(fact -> task.filter(name -> !name.equals(fact.task())).isEmpty())
                .toList();
        boolean more = all.size() == CachedFacts.MOST;
        if (output.json()) {
            ObjectNode root = Json.object();
            root.set("facts", Json.tree(facts));
            root.put("more", more);
            shell.screen().line(root.toString());
        } else {
            show(facts, more, shell.screen());
        }
        return Exit.DONE.code();
    }

    private void show(List<FactLine> facts, boolean more, Screen screen) {
        if (facts.isEmpty()) {
            screen.line(
                    "Nothing is kept" + task.map(name -> " for task " + name).orElse("") + ".");
            screen.next("say cache: { ttl: PT6H } in a job, so that its runs keep what they look up");
            return;
        }
        Table table = new Table("KEY", "TASK", "QUESTION", "ANSWER", "READ (UTC)", "EXPIRES (UTC)");
        facts.forEach(fact -> table.row(
                fact.key(),
                fact.task(),
                fact.question(),
                fact.absent() ? "absent" : "kept",
                fact.readAt().truncatedTo(ChronoUnit.SECONDS),
                fact.expires().truncatedTo(ChronoUnit.SECONDS)));
        screen.lines(table.lines());
        if (more) {
            screen.line("These are the first " + CachedFacts.MOST + " to expire; there are more.");
        }
        screen.next("broom cache rm " + facts.get(0).key());
    }
}

package cloud.broom.cli;

import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.CachedFacts;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rm",
        description = "Forgets kept answers: the next run that asks looks again.",
        mixinStandardHelpOptions = true)
final class CacheRemoveCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(arity = "0..1", paramLabel = "<key>", description = "This one, as broom cache ls shows it")
    private Optional<String> key = Optional.empty();

    @Option(names = "--task", paramLabel = "<task>", description = "Every one of this task")
    private Optional<String> task = Optional.empty();

    @Option(names = "--all", description = "Every one")
    private boolean all;

    CacheRemoveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        long named = List.of(key.isPresent(), task.isPresent(), all).stream()
                .filter(given -> given)
                .count();
        if (named != 1) {
            throw Trouble.refused("give one of <key>, --task <task> and --all", "Keys are shown by broom cache ls.");
        }
        Optional<FactKey> one = key.map(CacheRemoveCommand::keyed);
        try (Deployment deployment = stack.find(shell)) {
            CachedFacts facts = deployment.facts();
            List<FactLine> listed =
                    one.isPresent() ? List.of() : facts.list(shell.clock().instant());
            List<FactKey> gone = one.map(List::of).orElseGet(() -> chosen(listed));
            gone.forEach(facts::forget);
            tell(gone.size(), listed.size() == CachedFacts.MOST);
        }
        return Exit.DONE.code();
    }

    private List<FactKey> chosen(List<FactLine> listed) {
        return listed.stream()
                .filter(fact -> task.filter(name -> !name.equals(fact.task())).isEmpty())
                .map(FactLine::key)
                .toList();
    }

    private void tell(int gone, boolean more) {
        if (output.json()) {
            ObjectNode root = Json.object();
            root.put("forgotten", gone);
            root.put("more", more);
            shell.screen().line(root.toString());
            return;
        }
        shell.screen().line("Forgotten: " + gone + (more ? "; there are more." : "."));
        shell.screen().next(more ? "the same again" : "broom cache ls");
    }

    private static FactKey keyed(String text) {
        try {
            return new FactKey(text);
        } catch (Refused refused) {
            throw Trouble.refused(refused.problem(), "Keys are shown by broom cache ls.");
        }
    }
}

package cloud.broom.cli;

import cloud.broom.aws.LetterLine;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Deployment;
import cloud.broom.cli.stack.Letters;
import cloud.broom.json.Json;
import cloud.broom.run.Letter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "redrive",
        description = {
            "Sends calls again that were given up: by a schedule or a rule that could not reach its function, or by Lambda",
            "after the function had failed to record them. A slot that is MISSED stays so; its call is sent for a slot of its",
            "own. Without an id and without --all it lists them."
        },
        mixinStandardHelpOptions = true)
final class RedriveCommand implements Callable<Integer> {
    private static final int MOST = 100;
    private static final int WHY_CHARS = 60;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final StackOption stack = new StackOption();

    @Parameters(arity = "0..1", paramLabel = "<id>", description = "Of the call, as the list or an alert has it")
    private Optional<String> id = Optional.empty();

    @Option(names = "--all", description = "All that have not been sent again yet, of the last " + MOST)
    private boolean all;

    @Option(names = "--list", description = "Send nothing, list them")
    private boolean list;

    RedriveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (id.isPresent() && all) {
            throw Trouble.refused("both an id and --all are given", "Give one of them.");
        }
        try (Deployment deployment = stack.find(shell)) {
            Letters kept = deployment.letters();
            if (list || (id.isEmpty() && !all)) {
                list(kept.recent(MOST));
            } else {
                send(id.map(one -> List.of(known(kept, one))).orElseGet(() -> unsent(kept)), kept);
            }
        }
        return Exit.DONE.code();
    }

    private void send(List<Letter> letters, Letters kept) {
        letters.forEach(kept::redrive);
        if (output.json()) {
            ObjectNode root = Json.object();
            root.set("redriven", Json.tree(letters.stream().map(Letter::id).toList()));
            shell.screen().line(root.toString());
            return;
        }
        letters.forEach(letter -> shell.screen().line("Sent again: " + letter.id() + " to " + letter.function()));
        if (letters.isEmpty()) {
            shell.screen().line("Nothing is left to be sent again.");
        }
        letters.stream().flatMap(letter -> letter.job().stream()).findFirst().ifPresent(job -> shell.screen()
                .next("broom runs " + job));
    }

    private void list(List<LetterLine> letters) {
        Screen screen = shell.screen();
        if (output.json()) {
            ObjectNode root = Json.object();
            root.set("letters", Json.tree(letters));
            screen.line(root.toString());
            return;
        }
        if (letters.isEmpty()) {
            screen.line("No call has been given up.");
            return;
        }
        Table table = new Table("GIVEN UP (UTC)", "ID", "JOB", "STATE", "WHY");
        letters.forEach(letter -> table.row(
                letter.at().truncatedTo(ChronoUnit.SECONDS),
                letter.id(),
                letter.job().isEmpty() ? "-" : letter.job(),
                letter.redriven() ? "sent again" : "kept",
                letter.why().length() > WHY_CHARS ? letter.why().substring(0, WHY_CHARS) + "..." : letter.why()));
        screen.lines(table.lines());
        screen.next("broom redrive " + letters.get(0).id());
    }

    private static List<Letter> unsent(Letters kept) {
        return kept.recent(MOST).stream()
                .filter(line -> !line.redriven())
                .flatMap(line -> kept.find(line.id()).stream())
                .filter(letter -> !letter.function().isEmpty())
                .toList();
    }

    private static Letter known(Letters kept, String id) {
        Letter letter = kept.find(id)
                .orElseThrow(() -> Trouble.refused("no call is kept as " + id, "broom redrive --list has them."));
        if (letter.function().isEmpty()) {
            throw Trouble.refused(
                    "call " + id + " cannot be sent again: " + letter.why(),
                    "Nothing was sent; call its function yourself.");
        }
        return letter;
    }
}

package cloud.broom.cli;

import cloud.broom.cli.file.Timing;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Table;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.json.Json;
import cloud.broom.schedule.InvalidScheduleException;
import cloud.broom.schedule.ScheduleExpression;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "next",
        description = {
            "Tells when a schedule fires next, daylight saving included: a time that spring leaps over is skipped, one that",
            "autumn repeats fires once. Calls nothing."
        },
        mixinStandardHelpOptions = true)
final class ScheduleNextCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    private final Shell shell;

    @Mixin
    private final Output output = new Output();

    @Parameters(
            paramLabel = "<expression>",
            description = "As cron(0 3 * * ? *), rate(1 day) or at(2027-01-31T03:00:00)")
    private String expression = "";

    @Option(
            names = "--tz",
            paramLabel = "<zone>",
            defaultValue = "UTC",
            description = "The zone that cron and at are meant in, an IANA name; default: ${DEFAULT-VALUE}")
    private String zone = "";

    @Option(
            names = "--count",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "So many instants, at most 1000; default: ${DEFAULT-VALUE}")
    private int count;

    ScheduleNextCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw Trouble.refused("--count " + count + " is not between 1 and " + MOST, "");
        }
        List<Instant> next = timing().next(shell.clock().instant(), count);
        if (output.json()) {
            ObjectNode root = Json.object().put("expression", expression).put("timezone", zone);
            root.set("next", Json.tree(next));
            shell.screen().line(root.toString());
        } else if (next.isEmpty()) {
            shell.screen().line("It never fires again.");
        } else {
            Table table = new Table("UTC", "IN " + zone);
            next.forEach(at -> table.row(at, at.atZone(ZoneId.of(zone)).toOffsetDateTime()));
            shell.screen().lines(table.lines());
        }
        return Exit.DONE.code();
    }

    private Timing timing() {
        try {
            return new Timing(expression, zone, ScheduleExpression.parse(expression, zone));
        } catch (InvalidScheduleException invalid) {
            throw Trouble.refused(
                    invalid.field() + " of " + expression + " is '" + invalid.value() + "': " + invalid.allowed(), "");
        }
    }
}

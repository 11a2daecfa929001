package cloud.broom.cli;

import cloud.broom.Answer;
import cloud.broom.cli.screen.Paint;
import cloud.broom.cli.screen.Plain;
import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.screen.Sizes;
import cloud.broom.cli.screen.Table;
import cloud.broom.run.Status;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a run stands, told to a person. */
record Told(Screen screen) {
    /** Given up, not gone on with, when their time has come. */
    private static final Set<Status> PARKED = Set.of(Status.BLOCKED, Status.AWAITING_APPROVAL, Status.QUEUED);

    List<String> of(Answer answer) {
        return of(answer, "it was there before: nothing was moved");
    }

    /** The same, with what it means that the call itself has moved nothing. */
    List<String> of(Answer answer, String unmoved) {
        List<String> lines = new ArrayList<>();
        lines.add(screen.paint(answer.state()) + (answer.reason().isEmpty() ? "" : ": " + Plain.text(answer.reason())));
        lines.add("");
        lines.add(field("run", answer.run().value()) + (answer.duplicate() ? " (" + unmoved + ")" : ""));
        lines.add(field("job", answer.job() + " (" + answer.task() + ", " + answer.mode() + ")"));
        lines.add(field("slot", answer.slot().text()));
        answer.wakeAt()
                .ifPresent(at -> lines.add(field(
                        PARKED.contains(answer.state()) ? "until" : "wakes",
                        at.truncatedTo(ChronoUnit.SECONDS).toString())));
        lines.add("");
        lines.addAll(totals(answer));
        answer.notes().forEach(note -> lines.add(screen.paint(Paint.YELLOW, "Note: ") + Plain.text(note)));
        return lines;
    }

    String field(String name, String value) {
        return screen.paint(Paint.DIM, (name + "      ").substring(0, 6)) + Plain.text(value);
    }

    private static List<String> totals(Answer answer) {
        return new Table(
                        "scanned",
                        "found",
                        "size",
                        "done",
                        "skipped",
                        "failed",
                        "remaining",
                        "freed",
                        "unknown",
                        "exempt")
                .row(
                        answer.scanned(),
                        answer.found(),
                        Sizes.of(answer.bytes()),
                        answer.done(),
                        answer.skipped(),
                        answer.failed(),
                        answer.remaining(),
                        Sizes.of(answer.freed()),
                        answer.unknown(),
                        answer.exempt())
                .lines();
    }
}

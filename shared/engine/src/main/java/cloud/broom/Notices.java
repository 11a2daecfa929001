package cloud.broom;

import cloud.broom.job.Approval;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.notice.Notice;
import cloud.broom.plan.Totals;
import cloud.broom.run.Ended;
import cloud.broom.run.Halt;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told of a run's halt: an event of every end and of a block, an alert of what needs a person. */
final class Notices {
    private static final Map<Status, String> EVENTS = Map.of(
            Status.BLOCKED, "Run Blocked",
            Status.AWAITING_APPROVAL, "Approval Requested",
            Status.COMPLETED, "Run Completed",
            Status.PARTIAL, "Run Partial",
            Status.FAILED, "Run Failed",
            Status.CANCELLED, "Run Cancelled");
    private static final Map<Status, Alert.Severity> ALERTS = Map.of(
            Status.BLOCKED,
            Alert.Severity.WARNING,
            Status.AWAITING_APPROVAL,
            Alert.Severity.WARNING,
            Status.PARTIAL,
            Alert.Severity.WARNING,
            Status.FAILED,
            Alert.Severity.ERROR);

    private Notices() {}

    static List<Notice> of(Run before, Halt halt) {
        Run run = new Run(
                before.id(),
                before.asked(),
                halt,
                before.progress(),
                before.attempts(),
                before.approvals(),
                before.reserved(),
                before.stamp());
        Status status = halt.status();
        List<Notice> notices = new ArrayList<>();
        Optional.ofNullable(EVENTS.get(status))
                .ifPresent(type -> notices.add(new Event(id(run, "event"), type, Json.tree(Answer.of(run)))));
        Optional.ofNullable(ALERTS.get(status)).ifPresent(severity -> notices.add(alert(run, severity)));
        return notices;
    }

    /** Of a run of which nothing is known but its id. */
    static Alert unreadable(RunId run, Ended end) {
        return new Alert(
                run + ".unreadable.alert",
                "[FAILED] " + run.job() + ": a run's record cannot be read",
                List.of(
                        "What it had done by then stands in the record bucket, under runs/" + run.job() + "/" + run
                                + "/.",
                        "Why: " + end.reason()),
                List.of(new Alert.Step("Look", "broom runs " + run.job())),
                List.of("Run " + run),
                Map.of(
                        "job",
                        run.job().value(),
                        "state",
                        Status.FAILED.name(),
                        "severity",
                        Alert.Severity.ERROR.name()));
    }

    private static Alert alert(Run run, Alert.Severity severity) {
        Status status = run.state().status();
        String subject = "[" + status + "] " + run.job().name() + " ("
                + run.job().task() + ", " + run.job().mode() + ")";
        return new Alert(
                id(run, "alert"),
                subject,
                lead(run),
                steps(run),
                tail(run),
                Map.of(
                        "job",
                        run.job().name().value(),
                        "task",
                        run.job().task(),
                        "state",
                        status.name(),
                        "severity",
                        severity.name()));
    }

    private static List<String> lead(Run run) {
        List<String> lines = new ArrayList<>();
        lines.add(effect(run) + next(run));
        lines.add("Why: " + run.state().reason());
        unknown(run.progress().totals()).ifPresent(lines::add);
        run.progress().notes().forEach(note -> lines.add("Note: " + note));
        return lines;
    }

    private static List<Alert.Step> steps(Run run) {
        List<Alert.Step> steps = new ArrayList<>();
        steps.add(new Alert.Step("Look", "broom show " + run.id()));
        if (run.parked()) {
            String plan = run.id() + " --digest " + run.progress().digest();
            steps.add(new Alert.Step("Go", "broom approve " + plan));
            steps.add(new Alert.Step("Stop", "broom reject " + plan));
        }
        return steps;
    }

    private static List<String> tail(Run run) {
        String runbook = run.job().runbook().map(url -> ", runbook " + url).orElse("");
        return List.of("Owner " + run.job().owner().orElse("not named") + ", run " + run.id() + ", slot "
                + run.asked().slot() + runbook);
    }

    /** A run that never came to act did nothing; of one that did, only what is recorded can be said. */
    private static String effect(Run run) {
        Totals totals = run.progress().totals();
        boolean begun = !totals.untouched() || run.reserved().isPresent();
        boolean acted =
                run.job().mode() == Mode.APPLY && !run.wantsPart() && totals.found() > 0 && (begun || !run.parked());
        if (!acted) {
            return "Nothing was deleted or changed.";
        }
        return totals.done() + " of " + totals.found() + " planned items are recorded as done, " + totals.failed()
                + " as failed, " + totals.skipped() + " as left alone; " + totals.remaining() + " have no outcome.";
    }

    private static Optional<String> unknown(Totals totals) {
        return totals.unknown() == 0
                ? Optional.empty()
                : Optional.of("Unknown: " + totals.unknown() + " of " + totals.scanned()
                        + " looked at could not be judged, and were left alone");
    }

    private static String next(Run run) {
        return run.state()
                .wakeAt()
                .map(at -> " " + ends(run) + " at " + at + " unless it is approved.")
                .orElse("");
    }

    private static String ends(Run run) {
        return run.job().approval().onTimeout() == Approval.OnTimeout.FAIL ? "Failed" : "Cancelled";
    }

    /** One halt, one id: the version that the halt will be written at tells it from the run's other halts. */
    private static String id(Run run, String kind) {
        return run.id() + "." + (run.stamp().version() + 1) + "." + kind;
    }
}

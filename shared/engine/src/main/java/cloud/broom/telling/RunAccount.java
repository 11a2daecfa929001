package cloud.broom.telling;

import cloud.broom.incident.Finish;
import cloud.broom.job.Approval;
import cloud.broom.job.Mode;
import cloud.broom.notice.Alert;
import cloud.broom.plan.Groups;
import cloud.broom.plan.Totals;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is to say of a run, as it halts or as it stands. */
final class RunAccount {
    private static final int GROUPS_SHOWN = 3;

    private final Run run;
    private final Totals totals;
    private final Optional<Finish> last;

    /**
     * Of a run.
     *
     * @param last the run of its mode before it
     */
    RunAccount(Run run, Optional<Finish> last) {
        this.run = run;
        this.totals = run.progress().totals();
        this.last = last;
    }

    Account account() {
        return account(run.state().reason());
    }

    /** Of something else about it than why it halted. */
    Account account(String why) {
        List<String> lead = new ArrayList<>();
        lead.add(effect() + next());
        lead.add("Why: " + why + usually());
        most().ifPresent(lead::add);
        unknown().ifPresent(lead::add);
        run.progress().notes().forEach(note -> lead.add("Note: " + note));
        return new Account(
                status().name(),
                lead,
                steps(),
                List.of("Run " + run.id() + ", slot " + run.asked().slot()));
    }

    private Status status() {
        return run.state().status();
    }

    /** A run that never came to act did nothing; of one that did, only what is recorded can be said. */
    private String effect() {
        boolean begun = !totals.untouched() || run.reserved().isPresent();
        boolean acted =
                run.job().mode() == Mode.APPLY && !run.wantsPart() && totals.found() > 0 && (begun || !run.parked());
        if (!acted) {
            return "Nothing was deleted or changed.";
        }
        return "%s of %s planned items are recorded as done, %s as failed, %s as left alone; %s have no outcome.%s"
                .formatted(
                        Words.count(totals.done()),
                        Words.count(totals.found()),
                        Words.count(totals.failed()),
                        Words.count(totals.skipped()),
                        Words.count(totals.remaining()),
                        totals.irreversible() > 0 && totals.done() > 0 ? " What is done cannot all be undone." : "");
    }

    private String next() {
        if (run.parked()) {
            String end = run.job().approval().onTimeout() == Approval.OnTimeout.FAIL ? "failed" : "cancelled";
            return run.state()
                    .wakeAt()
                    .map(at -> " No action needed before " + Words.when(at) + " (then " + end + ").")
                    .orElse("");
        }
        return status() == Status.FAILED ? " It does not go on by itself; the job's next slot is a new run." : "";
    }

    private String usually() {
        return last.filter(any -> !run.wantsPart())
                .map(before -> " (last run " + Words.count(before.found()) + ")")
                .orElse("");
    }

    private Optional<String> most() {
        Groups groups = run.progress().groups();
        if (groups.counts().isEmpty()) {
            return Optional.empty();
        }
        String shown = groups.largest().stream()
                .limit(GROUPS_SHOWN)
                .map(group -> group.getKey() + " " + (groups.exact() ? "" : "about ") + Words.count(group.getValue())
                        + novelty(group))
                .collect(Collectors.joining("; "));
        return Optional.of("Most: " + shown);
    }

    /** New is what the last run had none of; where it had more groups than are counted that cannot be told. */
    private String novelty(Map.Entry<String, Long> group) {
        return last.map(Finish::groups)
                .filter(before -> before.exact() && !before.counts().containsKey(group.getKey()))
                .map(before -> ", first seen in this run")
                .orElse("");
    }

    private Optional<String> unknown() {
        return totals.unknown() == 0
                ? Optional.empty()
                : Optional.of("Unknown: " + totals.unknown() + " of " + totals.scanned()
                        + " looked at could not be judged, and were left alone");
    }

    private List<Alert.Step> steps() {
        Alert.Step stop = new Alert.Step("Stop", "broom pause " + run.job().name());
        String plan = run.id() + " --digest " + run.progress().digest();
        return switch (status()) {
            case BLOCKED ->
                List.of(
                        new Alert.Step("Look", "broom plan diff " + run.id()),
                        new Alert.Step("Go", "broom approve " + plan),
                        stop);
            case AWAITING_APPROVAL ->
                List.of(
                        new Alert.Step("Look", "broom plan show " + run.id()),
                        new Alert.Step("Go", "broom approve " + plan),
                        new Alert.Step("Stop", "broom reject " + plan));
            case FAILED, PARTIAL ->
                List.of(
                        new Alert.Step("Look", "broom show " + run.id()),
                        new Alert.Step("Go", "broom retry " + run.id()),
                        stop);
            default -> List.of(new Alert.Step("Look", "broom show " + run.id()), stop);
        };
    }
}

package cloud.broom.testkit.simulation;

import cloud.broom.job.RunId;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.run.Burial;
import cloud.broom.run.Halt;
import cloud.broom.run.Report;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a world's runs came to, against what was told of it. */
final class Tidings {
    private static final Set<Status> ALERTED = EnumSet.of(Status.BLOCKED, Status.PARTIAL, Status.FAILED);

    private final Tally tally;
    private final Map<String, Status> halts = new HashMap<>();
    private final Map<RunId, Halt> last = new HashMap<>();
    private final Set<RunId> buried = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> reported = new HashSet<>();

    Tidings(Tally tally) {
        this.tally = tally;
    }

    /** A run is written; a wait that its claim found and keeps as it was has been told of. */
    void halted(Run run) {
        boolean kept = run.state() instanceof Halt halt && halt.equals(last.put(run.id(), halt));
        if (!kept) {
            halts.put(run.id() + "." + run.stamp().version(), run.state().status());
        }
    }

    void buried(Burial burial) {
        buried.add(burial.run());
    }

    /** What the watchdog writes with the news of it. */
    void reported(Report report) {
        report.notices().forEach(notice -> reported.add(notice.id()));
    }

    boolean isBuried(RunId run) {
        return buried.contains(run);
    }

    void told(Notice notice) {
        told.add(notice.id());
        if (reported.contains(notice.id())) {
            return;
        }
        String halt = notice.id().substring(0, notice.id().lastIndexOf('.'));
        tally.check(
                Law.NO_FALSE_ALERT,
                notice.<Boolean>match(alert -> isTrue(alert, halt), event -> halts.containsKey(halt)),
                () -> notice + " is told, but did not happen: " + halts.get(halt));
    }

    /** At the end of the world: all that needs a person has been told. */
    void checkTold() {
        halts.forEach((halt, status) -> tally.check(
                Law.ALERTED,
                !ALERTED.contains(status) || told.contains(halt + ".alert"),
                () -> halt + " is " + status + ", and nobody was told"));
        reported.forEach(
                id -> tally.check(Law.ALERTED, told.contains(id), () -> id + " was written, and nobody was told"));
        buried.forEach(run -> tally.check(
                Law.ALERTED, told.contains(run + ".unreadable.alert"), () -> run + " was buried in silence"));
    }

    private boolean isTrue(Alert alert, String halt) {
        String state = alert.attributes().getOrDefault("state", "");
        return halts.containsKey(halt)
                ? halts.get(halt).name().equals(state)
                : buried.stream().anyMatch(run -> halt.equals(run + ".unreadable"));
    }
}

package cloud.broom.testkit.simulation;

import cloud.broom.job.RunId;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.run.Burial;
import cloud.broom.run.Halt;
import cloud.broom.run.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a world's runs came to, against what was told of it. */
final class Tidings {
    private final Tally tally;
    private final Fakes fakes;
    private final Troubles troubles;
    private final Map<RunId, Halt> last = new HashMap<>();
    private final Set<RunId> buried = new HashSet<>();
    private final Map<String, Notice> posted = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    Tidings(Tally tally, Fakes fakes) {
        this.tally = tally;
        this.fakes = fakes;
        this.troubles = new Troubles(tally, fakes);
    }

    /** A run is written; a wait that its claim found and keeps as it was is no further one. */
    void halted(Run run) {
        List<Alert> fresh = fresh();
        boolean kept = run.state() instanceof Halt halt && halt.equals(last.put(run.id(), halt));
        if (!kept && run.state() instanceof Halt) {
            troubles.halted(run, fresh);
        }
    }

    void buried(Burial burial) {
        buried.add(burial.run());
        troubles.buried(burial.run().job(), fresh());
    }

    /** People are told again of what is open, and of nothing else. */
    void reported() {
        fresh().stream()
                .filter(alert -> alert.attributes().containsKey("incident"))
                .forEach(troubles::again);
    }

    boolean isBuried(RunId run) {
        return buried.contains(run);
    }

    void told(Notice notice) {
        told.add(notice.id());
        tally.check(
                Law.NO_FALSE_ALERT,
                notice.equals(posted.get(notice.id())),
                () -> notice + " is told, but written was: " + posted.get(notice.id()));
    }

    /** At the end of the world: all that people are to hear of has been told. */
    void checkTold() {
        posted.values().stream()
                .filter(notice -> !told.contains(notice.id()))
                .forEach(notice -> notice.<Boolean>match(
                        alert -> {
                            tally.check(Law.ALERTED, Graces.isOfMarks(alert), () -> alert.id() + " was told to nobody");
                            return true;
                        },
                        event -> false));
        told.forEach(id -> tally.check(Law.ALERTED, posted.containsKey(id), () -> id + " was never written"));
    }

    /** The alerts that the last write has added to what is to be told; one key is one message for ever. */
    private List<Alert> fresh() {
        List<Alert> fresh = new ArrayList<>();
        for (Notice notice : fakes.notices().undelivered()) {
            Notice before = posted.putIfAbsent(notice.id(), notice);
            tally.check(
                    Law.ALERTED, before == null || before.equals(notice), () -> notice + " has the key of " + before);
            if (before == null) {
                notice.<Boolean>match(fresh::add, event -> false);
            }
        }
        return fresh;
    }
}

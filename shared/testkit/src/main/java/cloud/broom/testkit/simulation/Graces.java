package cloud.broom.testkit.simulation;

import cloud.broom.fact.Mark;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.run.Run;
import cloud.broom.testkit.FakeMarks;
import cloud.broom.testkit.FakeTask.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Since when people really know of what is marked, and so whether what goes has had its grace. */
final class Graces {
    private static final String STATE = "MARKED";
    private static final String JOB = "Job ";
    private static final String NAMES = "- ";
    private static final String MORE = "- and ";

    private final FakeMarks marks;
    private final Tally tally;
    private final Map<String, Set<String>> named = new HashMap<>();
    private final Map<Known, Instant> told = new HashMap<>();

    Graces(FakeMarks marks, Tally tally) {
        this.marks = marks;
        this.tally = tally;
    }

    static boolean isOfMarks(Alert alert) {
        return STATE.equals(alert.attributes().get("state"));
    }

    void marked(Collection<Mark> some) {
        some.forEach(mark ->
                named.computeIfAbsent(mark.notice(), any -> new HashSet<>()).add(mark.resource()));
    }

    /** What is unmarked begins anew if it ever qualifies again. */
    void unmarked(JobName job, Collection<String> resources) {
        told.keySet().removeIf(one -> one.job.equals(job) && resources.contains(one.resource));
    }

    /** People are told, now, of what an alert names, which tells some notices. */
    void told(Alert alert, Set<String> notices, Instant now) {
        String job = alert.attributes().getOrDefault("job", "");
        for (String line : alert.lead()) {
            if (line.startsWith(JOB)) {
                job = line.split(" ", -1)[1];
            } else if (line.startsWith(MORE)) {
                toldOfTheRest(new JobName(job), notices, now);
            } else if (line.startsWith(NAMES)) {
                told(new JobName(job), line.substring(NAMES.length()), notices, now);
            }
        }
    }

    /** That there are more is told, with the run that has them. */
    private void toldOfTheRest(JobName job, Set<String> notices, Instant now) {
        marks.kept(job).stream().filter(mark -> notices.contains(mark.notice())).forEach(mark -> tell(job, mark, now));
    }

    private void told(JobName job, String resource, Set<String> notices, Instant now) {
        tally.check(
                Law.NO_FALSE_ALERT,
                notices.stream()
                        .anyMatch(notice -> named.getOrDefault(notice, Set.of()).contains(resource)),
                () -> notices + " name " + resource + " of " + job + ", which is not marked");
        marks.kept(job).stream()
                .filter(mark ->
                        notices.contains(mark.notice()) && mark.resource().equals(resource))
                .forEach(mark -> tell(job, mark, now));
    }

    private void tell(JobName job, Mark mark, Instant now) {
        told.putIfAbsent(new Known(job, mark.resource(), mark.fingerprint()), now);
    }

    /** An item is acted on: by the clock its run counts from, which is off as far as clocks are here, its grace is over. */
    void checkOver(Run run, Item item, Optional<Instant> since) {
        Duration grace = run.job().grace().orElse(Duration.ZERO);
        if (grace.isZero()) {
            return;
        }
        Instant latest = run.asked().asOf().plus(since.isPresent() ? Duration.ZERO : Boundary.CLOCKS);
        Optional<Instant> from = since.or(
                () -> Optional.ofNullable(told.get(new Known(run.job().name(), item.id(), Json.digest(item)))));
        tally.check(
                Law.GRACE_OVER,
                from.filter(at -> !at.plus(grace).isAfter(latest)).isPresent(),
                () -> run.id() + " of " + run.asked().asOf() + " acts on " + item + ", whose " + grace + " count from "
                        + from);
    }

    private record Known(JobName job, String resource, String fingerprint) {}
}

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
import java.util.stream.Collectors;

/** Since when people really know of what is marked, and so whether what goes has had its grace. */
final class Graces {
    private static final String NOTICE = ".marks";
    private static final String NAMES = "- ";

    private final FakeMarks marks;
    private final Tally tally;
    private final Map<String, Set<String>> named = new HashMap<>();
    private final Map<Known, Instant> told = new HashMap<>();

    Graces(FakeMarks marks, Tally tally) {
        this.marks = marks;
        this.tally = tally;
    }

    static boolean isOfMarks(Alert alert) {
        return alert.id().endsWith(NOTICE);
    }

    void marked(Collection<Mark> some) {
        some.forEach(mark ->
                named.computeIfAbsent(mark.notice(), any -> new HashSet<>()).add(mark.resource()));
    }

    /** What is unmarked begins anew if it ever qualifies again. */
    void unmarked(JobName job, Collection<String> resources) {
        told.keySet().removeIf(one -> one.job.equals(job) && resources.contains(one.resource));
    }

    /** People are told, now, of what an alert names. */
    void told(Alert alert, Instant now) {
        Set<String> names = alert.body()
                .lines()
                .filter(line -> line.startsWith(NAMES))
                .map(line -> line.substring(NAMES.length()))
                .collect(Collectors.toSet());
        tally.check(
                Law.NO_FALSE_ALERT,
                named.getOrDefault(alert.id(), Set.of()).containsAll(names),
                () -> alert.id() + " names " + names + ", marked are " + named.get(alert.id()));
        JobName job = new JobName(alert.attributes().getOrDefault("job", ""));
        marks.kept(job).stream()
                .filter(mark -> mark.notice().equals(alert.id()) && names.contains(mark.resource()))
                .forEach(mark -> told.putIfAbsent(new Known(job, mark.resource(), mark.fingerprint()), now));
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

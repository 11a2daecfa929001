package cloud.broom;

import cloud.broom.fact.Mark;
import cloud.broom.notice.Alert;
import cloud.broom.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is told of the resources a run has marked, while there is time to keep them.
 *
 * @param note for the reader of the run
 * @param alert for whoever owns them: the grace of what it tells of counts from its delivery; none of a dry run
 */
record MarkNotice(String note, Optional<Alert> alert) {
    static final int NAMED = 50;
    private static final int NOTED = 5;
    private static final int ID_CHARS = 200;

    /** Of what is marked, in the order it is to be named. */
    static MarkNotice of(Run run, String id, List<Mark> marks, Instant now) {
        Instant due = Outbox.nextHour(now).plus(run.job().grace().orElse(Duration.ZERO));
        List<String> resources = marks.stream().map(Mark::resource).toList();
        String note = "grace: " + counted(marks.size()) + " marked, due " + due + " at the earliest: "
                + named(resources, marks.size());
        return new MarkNotice(note, Optional.of(alert(run, id, resources, due)));
    }

    /** Of what a dry run would have marked; examples it has only of what it has seen itself. */
    static MarkNotice would(Run run, List<String> examples) {
        long all = run.progress().totals().marked();
        String note = "grace: " + counted(all) + " would be marked, and told of before anything is done to them";
        return new MarkNotice(examples.isEmpty() ? note : note + ": " + named(examples, all), Optional.empty());
    }

    private static Alert alert(Run run, String id, List<String> resources, Instant due) {
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "job",
                run.job().name().value(),
                "task",
                run.job().task(),
                "state",
                MarksDigest.STATE,
                "severity",
                Alert.Severity.INFO.name(),
                MarksDigest.COUNT,
                String.valueOf(resources.size()),
                MarksDigest.DUE,
                due.toString()));
        run.job().owner().ifPresent(owner -> attributes.put("owner", owner));
        String subject = "[MARKED] " + run.job().name() + " (" + run.job().task() + "): " + resources.size() + ", due "
                + due + " at the earliest";
        return new Alert(id, subject, lead(resources, due), steps(run), tail(run), attributes);
    }

    private static List<String> lead(List<String> resources, Instant due) {
        List<String> lines = new ArrayList<>();
        lines.add(counted(resources.size())
                + " come to qualify. Nothing was done to them. They are due when their grace is over, which counts from"
                + " the delivery of this notice: " + due + " at the earliest. What changes or qualifies no more until"
                + " then is left alone.");
        resources.stream().limit(NAMED).map(MarkNotice::shown).forEach(one -> lines.add("- " + one));
        if (resources.size() > NAMED) {
            lines.add("- and " + (resources.size() - NAMED) + " more");
        }
        return lines;
    }

    private static List<Alert.Step> steps(Run run) {
        return List.of(
                new Alert.Step("Look", "broom show " + run.id()),
                new Alert.Step("Keep", "broom exempt add <glob> --owner <who> --reason <why>"),
                new Alert.Step("Stop", "broom pause " + run.job().name()));
    }

    private static List<String> tail(Run run) {
        String runbook = run.job().runbook().map(url -> ", runbook " + url).orElse("");
        return List.of("Owner " + run.job().owner().orElse("not named") + ", run " + run.id() + ", slot "
                + run.asked().slot() + runbook);
    }

    private static String named(List<String> resources, long all) {
        String first = resources.stream().limit(NOTED).map(MarkNotice::shown).collect(Collectors.joining(", "));
        return all > NOTED ? first + " and more" : first;
    }

    private static String counted(long resources) {
        return resources == 1 ? "1 resource" : resources + " resources";
    }

    /** An id is whatever somebody called a resource: in a text for people it must not begin lines of its own. */
    private static String shown(String id) {
        String safe = id.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
        return safe.length() > ID_CHARS ? safe.substring(0, ID_CHARS) + "..." : safe;
    }
}

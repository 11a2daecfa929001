package cloud.broom;

import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Posted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Notices of marks that are due at the same hour, told in one message to whoever owns the jobs, or a message a job where nobody
 * does. A single one is told as it is.
 */
final class MarksDigest {
    static final String STATE = "MARKED";
    /** Attribute of a notice of marks: how many resources it tells of. */
    static final String COUNT = "marked";
    /** Attribute of a notice of marks: the earliest instant at which they may go. */
    static final String DUE = "due";

    private static final String OWNER = "owner";
    /** More notices than this go into a further message. */
    private static final int JOBS_MOST = 20;
    /** Resources that one message names. */
    private static final int NAMED_MOST = 60;
    /** Commands of so many jobs; then the job's name has to do. */
    private static final int STEPS_MOST = 5;

    private MarksDigest() {}

    /** Whether it is told together with others. */
    static boolean gathers(Notice notice) {
        return notice.match(
                alert -> STATE.equals(attribute(alert, "state"))
                        && alert.attributes().keySet().containsAll(List.of(COUNT, DUE)),
                event -> false);
    }

    /** What is told together, each the notices of one message. */
    static List<List<Posted>> parcels(List<Posted> marks) {
        Map<String, List<Posted>> owned = marks.stream()
                .sorted(Comparator.comparing(one -> one.notice().id()))
                .collect(Collectors.groupingBy(
                        one -> whose(alert(one)), LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
        return owned.values().stream().flatMap(MarksDigest::cut).toList();
    }

    /** The message that tells them; its id is that of the one, or is made of theirs. */
    static Alert of(List<Posted> together) {
        List<Alert> alerts = together.stream().map(MarksDigest::alert).toList();
        return alerts.size() == 1 ? alerts.get(0) : digest(alerts);
    }

    private static Alert digest(List<Alert> alerts) {
        long resources = alerts.stream().mapToLong(MarksDigest::count).sum();
        Instant due = alerts.stream()
                .map(alert -> Instant.parse(attribute(alert, DUE)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        String owner = attribute(alerts.get(0), OWNER);
        String whose = owner.isEmpty() ? attribute(alerts.get(0), "job") : owner;
        long jobs =
                alerts.stream().map(alert -> attribute(alert, "job")).distinct().count();
        String counted = (jobs == 1 ? "1 job" : jobs + " jobs") + ", " + resources + " resources, due " + due;
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "state",
                STATE,
                "severity",
                Alert.Severity.INFO.name(),
                COUNT,
                String.valueOf(resources),
                DUE,
                due.toString(),
                OWNER,
                owner));
        if (jobs == 1) {
            attributes.put("job", attribute(alerts.get(0), "job"));
        }
        return new Alert(
                "marks." + Json.digest(alerts.stream().map(Alert::id).toList()),
                "[" + STATE + "] " + whose + ": " + counted,
                lead(alerts, resources),
                steps(alerts),
                List.of("Owner " + (owner.isEmpty() ? "not named" : owner)),
                attributes);
    }

    private static List<String> lead(List<Alert> alerts, long resources) {
        List<String> lines = new ArrayList<>();
        lines.add(resources + " resources come to qualify. Nothing was done to them. They are due when their grace is"
                + " over, which counts from the delivery of this notice. What changes or qualifies no more until then is"
                + " left alone.");
        long named = named(alerts);
        alerts.forEach(alert -> lines.addAll(part(alert, named)));
        return lines;
    }

    /** How many resources of each notice are named: as many as all of them can have. What the small ones leave, the others get. */
    private static long named(List<Alert> alerts) {
        return LongStream.rangeClosed(2, MarkNotice.NAMED)
                .takeWhile(most -> alerts.stream()
                                .mapToLong(alert -> Math.min(count(alert), most))
                                .sum()
                        <= NAMED_MOST)
                .max()
                .orElse(1);
    }

    private static List<String> part(Alert alert, long named) {
        List<String> names = alert.lead().stream()
                .skip(1)
                .limit(Math.min(named, count(alert)))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("Job " + attribute(alert, "job") + " (" + attribute(alert, "task") + "): " + count(alert) + ", due "
                + attribute(alert, DUE) + " at the earliest");
        lines.addAll(names);
        if (count(alert) > names.size()) {
            lines.add("- and " + (count(alert) - names.size()) + " more");
        }
        return lines;
    }

    /** To look at each; how to keep something is the same for all. */
    private static List<Alert.Step> steps(List<Alert> alerts) {
        Stream<Alert.Step> looks = alerts.stream()
                .flatMap(alert -> alert.steps().stream().limit(1))
                .limit(STEPS_MOST);
        Stream<Alert.Step> others = alerts.get(0).steps().stream().skip(1).filter(step -> !step.command()
                .contains(attribute(alerts.get(0), "job")));
        return Stream.concat(looks, others).toList();
    }

    private static Stream<List<Posted>> cut(List<Posted> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + JOBS_MOST)
                .mapToObj(from -> List.copyOf(all.subList(from, Math.min(all.size(), from + JOBS_MOST))));
    }

    private static String whose(Alert alert) {
        String owner = attribute(alert, OWNER);
        return owner.isEmpty() ? "job " + attribute(alert, "job") : "owner " + owner;
    }

    private static Alert alert(Posted posted) {
        return posted.notice().match(alert -> alert, event -> {
            throw new IllegalArgumentException("an event is no notice of marks: " + event.id());
        });
    }

    private static long count(Alert alert) {
        return Long.parseLong(attribute(alert, COUNT));
    }

    private static String attribute(Alert alert, String name) {
        return alert.attributes().getOrDefault(name, "");
    }
}

package cloud.broom.testkit.simulation;

import cloud.broom.Outbox;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.testkit.FakeNotices;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every notice that was written, against what was told outside: that it was, how soon, and under which key. */
final class Deliveries {
    /** A message that stands for several notices has an id of its own. */
    private static final String DIGEST = "marks.";

    /** An attempt comes at the latest after the longest pause; marks wait for the hour. The watchdog may be off, and clocks. */
    private static final Duration SOON = Outbox.MOST.plusMinutes(10);

    private static final Duration HOUR = Duration.ofHours(1);

    private final Tally tally;
    private final FakeNotices kept;
    private final Map<String, Written> written = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();

    Deliveries(Tally tally, FakeNotices kept) {
        this.tally = tally;
        this.kept = kept;
    }

    void written(List<Notice> notices, Instant now) {
        notices.forEach(notice -> written.put(notice.id(), new Written(notice, now)));
    }

    /** A message is taken: it is what was written, or stands for marks that wait. */
    void told(Notice message, Instant now) {
        if (message.id().startsWith(DIGEST)) {
            standsFor(message).forEach(id -> told.putIfAbsent(id, now));
        } else {
            tally.check(
                    Law.NO_FALSE_ALERT,
                    Optional.ofNullable(written.get(message.id()))
                            .filter(one -> one.notice.equals(message))
                            .isPresent(),
                    () -> message + " is told, but was not written");
            told.putIfAbsent(message.id(), now);
        }
    }

    /** The notices of marks that a message tells: itself, or those that wait and whose hour has come. */
    Set<String> standsFor(Notice message) {
        if (!message.id().startsWith(DIGEST)) {
            return Set.of(message.id());
        }
        return kept.undelivered().stream()
                .filter(notice -> notice.match(Graces::isOfMarks, event -> false))
                .filter(notice -> named(message).contains(notice.match(Deliveries::job, event -> "")))
                .map(Notice::id)
                .collect(Collectors.toSet());
    }

    /** At the end of the world: nothing was written for nobody. */
    void checkTold(Instant calm) {
        written.values().forEach(one -> {
            Optional<Instant> at = Optional.ofNullable(told.get(one.notice.id()));
            boolean alert = one.notice.match(any -> true, event -> false);
            Instant from = one.at.isBefore(calm) ? calm : one.at;
            Instant by = from.plus(one.notice.match(Graces::isOfMarks, event -> false) ? SOON.plus(HOUR) : SOON);
            boolean expired = !alert && kept.expired().containsKey(one.notice.id());
            tally.check(
                    Law.DELIVERED,
                    at.filter(when -> !when.isAfter(by)).isPresent()
                            || (expired
                                    && !calm.isBefore(
                                            one.at.plus(Outbox.EVENT_LASTS).minus(SOON))),
                    () -> one + ", all was well from " + calm + ", was told " + at);
        });
    }

    private static String job(Alert alert) {
        return alert.attributes().getOrDefault("job", "");
    }

    private static Set<String> named(Notice digest) {
        return digest.<Set<String>>match(
                alert -> alert.lead().stream()
                        .filter(line -> line.startsWith("Job "))
                        .map(line -> line.split(" ", -1)[1])
                        .collect(Collectors.toSet()),
                event -> Set.of());
    }

    private record Written(Notice notice, Instant at) {}
}

package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Notices;
import cloud.broom.notice.Outlet;
import cloud.broom.notice.Posted;
import cloud.broom.run.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells notices that were written with the state they tell of, at least once and always under the same key. Whoever writes one
 * tells it; what was not taken is due in the agenda, for whoever watches that, again and again: an alert until it is taken, an
 * event for a day. Notices of marks wait for the full hour, to be told together.
 */
public final class Outbox {
    /** A notice is left this long to whoever wrote it before the watchdog tells it. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    /** Who listens for events acts on them: what happened a day ago is told to them no more. */
    public static final Duration EVENT_LASTS = Duration.ofHours(24);

    /** No longer than this is between two attempts. */
    public static final Duration MOST = Duration.ofMinutes(15);

    /** So many attempts failed: no hiccup any more. */
    private static final int SERIOUS = 5;

    /** A pass tells nothing more when it has less time left than one call may take. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final double JITTER = 0.2;
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Notices notices;
    private final Outlet outlet;

    public Outbox(Notices notices, Outlet outlet) {
        this.notices = notices;
        this.outlet = outlet;
    }

    /** When a notice that is written now is due for the first time. */
    public static Instant due(Notice notice, Instant written) {
        return MarksDigest.gathers(notice) ? nextHour(written) : written.plus(GRACE);
    }

    static Instant nextHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    /** Tells what has just been written. What fails is left to the watchdog: it is in the agenda already, and the run is recorded. */
    void deliver(List<Notice> written, Invocation here) {
        written.stream()
                .filter(notice -> !MarksDigest.gathers(notice))
                .map(notice -> Posted.fresh(notice, here.now()))
                .forEach(posted -> guarded(posted.notice().id(), () -> tell(posted.notice(), List.of(posted), here)));
    }

    /** Whether a notice waits to be told, or was. */
    public boolean knows(String id) {
        return notices.find(id).isPresent() || notices.told(id).isPresent();
    }

    /**
     * Tells what is due, unless it has been told meanwhile: what is to be told together in one message.
     *
     * @return how many of them are due no more
     */
    public long deliverDue(List<String> ids, Invocation here) {
        long settled = 0;
        List<Posted> marks = new ArrayList<>();
        for (String id : ids) {
            settled += unlessLate(id, here, () -> {
                Optional<Posted> posted = notices.find(id);
                posted.filter(one -> MarksDigest.gathers(one.notice())).ifPresent(marks::add);
                return posted.map(one -> MarksDigest.gathers(one.notice()) ? 0 : tellDue(one, here))
                        .orElse(1L);
            });
        }
        for (List<Posted> together : MarksDigest.parcels(marks)) {
            Notice message = MarksDigest.of(together);
            settled += unlessLate(message.id(), here, () -> tell(message, together, here));
        }
        return settled;
    }

    private long tellDue(Posted posted, Invocation here) {
        boolean event = posted.notice().match(alert -> false, any -> true);
        if (!event || here.now().isBefore(posted.writtenAt().plus(EVENT_LASTS))) {
            return tell(posted.notice(), List.of(posted), here);
        }
        LOG.error(
                "event {} of {} was not taken in {} ({}); it has expired",
                posted.notice().id(),
                posted.writtenAt(),
                EVENT_LASTS,
                posted.error().orElse("never tried"));
        notices.expire(posted.notice().id(), here.now());
        return 1;
    }

    /** Tells a message that is, or that stands for, some notices; they are marked only once it was taken. */
    private long tell(Notice message, List<Posted> told, Invocation here) {
        try {
            outlet.deliver(message);
        } catch (Outlet.Undelivered refused) {
            postpone(told, String.valueOf(refused.getMessage()), here);
            return 0;
        }
        Instant at = here.now();
        told.forEach(one -> notices.delivered(one.notice().id(), at));
        return told.size();
    }

    private void postpone(List<Posted> untold, String why, Invocation here) {
        int attempts = 1 + untold.stream().mapToInt(Posted::attempts).max().orElse(0);
        Duration pause = pause(attempts, here);
        LoggingEventBuilder line = attempts < SERIOUS ? LOG.atWarn() : LOG.atError();
        for (Posted one : untold) {
            line.log(
                    "notice {} was not taken, {} attempts ({}); it is told again in {}",
                    one.notice().id(),
                    attempts,
                    why,
                    pause);
            notices.postpone(one.notice().id(), here.now().plus(pause), why);
        }
    }

    /** One minute, two, four, eight, then each quarter of an hour; a little less, so that what failed together does not return together. */
    private static Duration pause(int attempts, Invocation here) {
        Duration nominal = Duration.ofMinutes(1L << Math.min(attempts - 1, 4));
        Duration most = nominal.compareTo(MOST) < 0 ? nominal : MOST;
        boolean first = attempts == 1;
        return first
                ? GRACE
                : most.minusMillis(
                        (long) (most.toMillis() * JITTER * here.chance().nextDouble()));
    }

    /** What there is no time left for is due still. */
    private static long unlessLate(String id, Invocation here, LongSupplier telling) {
        if (here.now().plus(MARGIN).isAfter(here.deadline())) {
            LOG.warn("no time is left to tell {}; the next pass does", id);
            return 0;
        }
        return guarded(id, telling);
    }

    /** What the store did not answer for is due still. */
    private static long guarded(String id, LongSupplier telling) {
        try {
            return telling.getAsLong();
        } catch (StoreUnavailable unrecorded) {
            LOG.warn(
                    "notice {} is not known to be told ({}); the watchdog tells it again", id, unrecorded.getMessage());
            return 0;
        }
    }
}

package cloud.broom.run;

import cloud.broom.incident.Health;
import cloud.broom.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One atomic write that is no run's: all of it happens, or none.
 *
 * @param health of a job as it is to be; it must stand at the version before
 * @param missed slots that start no run any more; none of them may have started one, or be missed already
 * @param timetable as it is to be; it must stand at the version before
 * @param notices to be told of it
 * @param letter a call that nobody could take, to be kept; it must not have been before
 */
public record Report(
        Instant at,
        Optional<Health> health,
        List<Missed> missed,
        Optional<Timetable> timetable,
        List<Notice> notices,
        Optional<Letter> letter) {
    public Report {
        missed = List.copyOf(missed);
        notices = List.copyOf(notices);
    }

    public static Report at(Instant at) {
        return new Report(at, Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    public Report healing(Health changed) {
        return new Report(at, Optional.of(changed), missed, timetable, notices, letter);
    }

    public Report missing(List<Missed> slots) {
        return new Report(at, health, slots, timetable, notices, letter);
    }

    public Report timing(Timetable changed) {
        return new Report(at, health, missed, Optional.of(changed), notices, letter);
    }

    public Report telling(List<Notice> news) {
        return new Report(at, health, missed, timetable, news, letter);
    }

    public Report keeping(Letter lost) {
        return new Report(at, health, missed, timetable, notices, Optional.of(lost));
    }
}

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
 */
public record Report(
        Instant at, Optional<Health> health, List<Missed> missed, Optional<Timetable> timetable, List<Notice> notices) {
    public Report {
        missed = List.copyOf(missed);
        notices = List.copyOf(notices);
    }

    public static Report at(Instant at) {
        return new Report(at, Optional.empty(), List.of(), Optional.empty(), List.of());
    }

    public Report healing(Health changed) {
        return new Report(at, Optional.of(changed), missed, timetable, notices);
    }

    public Report missing(List<Missed> slots) {
        return new Report(at, health, slots, timetable, notices);
    }

    public Report timing(Timetable changed) {
        return new Report(at, health, missed, Optional.of(changed), notices);
    }

    public Report telling(List<Notice> news) {
        return new Report(at, health, missed, timetable, news);
    }
}

package cloud.broom.watch;

import cloud.broom.telling.Site;

/**
 * What a watchdog looks after beside the agenda.
 *
 * @param timetables what is known of the schedules
 * @param timers the schedules themselves
 * @param stack its name
 */
public record Realm(Timetables timetables, Timers timers, DeadLetters letters, String stack) {
    /** As people call it. */
    Site site() {
        return new Site(stack);
    }
}

package cloud.broom.watch;

import cloud.broom.telling.Site;

/**
 * What a watchdog looks after beside the agenda.
 *
 * @param stack its name
 */
public record Realm(Timers timers, DeadLetters letters, String stack) {
    /** As people call it. */
    Site site() {
        return new Site(stack);
    }

    /** Nothing at all. */
    public static final Realm NONE = new Realm(Timers.NONE, DeadLetters.NONE, "");
}

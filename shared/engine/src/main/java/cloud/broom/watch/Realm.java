package cloud.broom.watch;

/**
 * What a watchdog looks after beside the agenda.
 *
 * @param stack its name
 */
public record Realm(Timers timers, DeadLetters letters, String stack) {
    /** Nothing at all. */
    public static final Realm NONE = new Realm(Timers.NONE, DeadLetters.NONE, "");
}

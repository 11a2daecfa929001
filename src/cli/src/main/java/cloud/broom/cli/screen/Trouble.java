package cloud.broom.cli.screen;

import java.util.Locale;

/** What ends a command before its work is done. The message names the thing and the place; the way out is kept apart. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final String wayOut;

    /**
     * @param message what is wrong, and where
     * @param wayOut what to do about it, a whole sentence; empty if the message says it
     */
    public Trouble(Exit exit, String message, String wayOut) {
        super(message);
        this.exit = exit;
        this.wayOut = wayOut;
    }

    /** Something this command needs is not there or does not answer. */
    public static Trouble missing(String message, String wayOut) {
        return new Trouble(Exit.FAILED, message, wayOut);
    }

    /** What was asked for cannot be. */
    public static Trouble refused(String message, String wayOut) {
        return new Trouble(Exit.REFUSED, message, wayOut);
    }

    public Exit exit() {
        return exit;
    }

    public String wayOut() {
        return wayOut;
    }

    /** The exit as a word for JSON: {@code failed}. */
    public String kind() {
        return exit.name().toLowerCase(Locale.ROOT);
    }
}

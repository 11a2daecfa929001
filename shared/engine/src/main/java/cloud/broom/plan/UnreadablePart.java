package cloud.broom.plan;

/** A stored part is not there or is not what was written: its run cannot go on by it, and nothing is acted on. */
public final class UnreadablePart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadablePart(String part, String problem, Throwable cause) {
        super("part " + part + " " + problem, cause);
    }

    public UnreadablePart(String part, String problem) {
        super("part " + part + " " + problem);
    }
}

package cloud.broom.testkit;

/** The end of an invocation without a word: an {@link Error}, so that nothing which handles exceptions survives it. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    public Crash(String where) {
        super("the invocation died " + where);
    }
}

package cloud.broom.json;

/** Input that cannot be used: names the place, the offending value and what is allowed. Nothing was started or changed. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    /**
     * @param path where in the input, as {@code job.params.olderThan}; empty for a single value that does not know its place
     * @param problem what is wrong with the value and what is allowed, a phrase that follows the path
     */
    public Refused(String path, String problem) {
        super(path.isEmpty() ? problem : path + ": " + problem);
        this.path = path;
        this.problem = problem;
    }

    /** Refuses {@code field} with {@code problem} if {@code wrong}: for compact constructors of records. */
    public static void when(boolean wrong, String field, String problem) {
        if (wrong) {
            throw new Refused(field, problem);
        }
    }

    /** The same refusal as seen from further out: {@code prefix} goes before the path. */
    public Refused within(String prefix) {
        return new Refused(path.isEmpty() ? prefix : prefix + "." + path, problem);
    }

    public String path() {
        return path;
    }

    public String problem() {
        return problem;
    }
}

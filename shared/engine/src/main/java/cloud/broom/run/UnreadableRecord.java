package cloud.broom.run;

import cloud.broom.job.RunId;

/** A run's record is not what this version can read: the run cannot go on. */
public final class UnreadableRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecord(RunId run, String problem) {
        super("record of run " + run + " cannot be read: " + problem);
    }
}

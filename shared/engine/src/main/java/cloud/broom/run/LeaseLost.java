package cloud.broom.run;

import cloud.broom.job.RunId;

/** Another invocation has taken the run: this one stops before its next step and writes nothing. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RunId run;

    public LeaseLost(RunId run) {
        super("run " + run + " was taken by another invocation");
        this.run = run;
    }

    public RunId run() {
        return run;
    }
}

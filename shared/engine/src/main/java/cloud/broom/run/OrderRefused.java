package cloud.broom.run;

/** An order that cannot be followed, since the run has ended or is in no state to hear it. Nothing was changed. */
public final class OrderRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OrderRefused(Run run, String what) {
        super("run " + run.id() + " is " + run.state().status() + ": it cannot be told to " + what);
    }
}

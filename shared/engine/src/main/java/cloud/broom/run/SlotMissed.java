package cloud.broom.run;

/** A call came for a slot that is recorded as MISSED: it came too late, and starts nothing. */
public final class SlotMissed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Missed missed;

    public SlotMissed(Missed missed) {
        super("slot " + missed.slot() + " of job " + missed.job() + " is MISSED since " + missed.at() + ": "
                + missed.reason());
        this.missed = missed;
    }

    public Missed missed() {
        return missed;
    }
}

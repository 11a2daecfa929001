package cloud.broom.run;

/** A slot that already has a run was asked for with another spec or mode. The old run stands; the new spec was not looked at. */
public final class SlotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SlotTaken(Run run) {
        super("slot " + run.asked().slot() + " of job " + run.job().name() + " already has run " + run.id()
                + " with another spec or mode: ask for another slot, or with the same spec");
    }
}

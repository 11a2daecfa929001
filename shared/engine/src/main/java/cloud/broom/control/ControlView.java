package cloud.broom.control;

import cloud.broom.run.StoreUnavailable;
import java.util.Optional;

/**
 * The controls as one invocation sees them. The control row is read at every brake; the exemptions when they are first needed,
 * and again when a brake finds that their version has moved. Never outlives its invocation.
 */
public final class ControlView {
    private final Controls controls;
    private Optional<Exemptions> exemptions = Optional.empty();

    public ControlView(Controls controls) {
        this.controls = controls;
    }

    /**
     * Reads the control row.
     *
     * @return the stop that holds, if one does
     * @throws ControlsUnreadable if that cannot be known
     */
    public Optional<Stop> look() {
        try {
            Control now = controls.read();
            exemptions = exemptions.filter(known -> known.version() == now.exemptions());
            return now.stopped();
        } catch (StoreUnavailable unread) {
            throw new ControlsUnreadable("the kill switch", unread);
        }
    }

    /**
     * The exemptions as of the last look, or later.
     *
     * @throws ControlsUnreadable if they cannot be known
     */
    public Exemptions exemptions() {
        if (exemptions.isEmpty()) {
            exemptions = Optional.of(read());
        }
        return exemptions.get();
    }

    private Exemptions read() {
        try {
            return controls.exemptions();
        } catch (StoreUnavailable unread) {
            throw new ControlsUnreadable("the exemptions", unread);
        }
    }
}

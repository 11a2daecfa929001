package cloud.broom.testkit.simulation;

/** A law does not hold in this world. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(Law law, String how) {
        super(law + ": " + how);
    }
}

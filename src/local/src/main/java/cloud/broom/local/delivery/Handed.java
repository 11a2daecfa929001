package cloud.broom.local.delivery;

/**
 * What became of a payload handed to a target.
 *
 * @param code why not; empty if it was taken
 */
public record Handed(String code, String message) {
    static final Handed ACCEPTED = new Handed("", "");

    static Handed refused(String code, String message) {
        return new Handed(code, message);
    }

    public boolean accepted() {
        return code.isEmpty();
    }
}

package cloud.broom;

/** A run was asked for in an account or a region that the stack's parameters do not allow. Nothing was recorded. */
public final class Elsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Elsewhere(String why) {
        super(why);
    }
}

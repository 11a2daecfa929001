package cloud.broom.testkit;

/**
 * What befalls one call of a port.
 *
 * @param before happens in the effect's stead if it throws, ahead of it if it returns
 * @param after happens once the effect has: if it throws, the caller never learns of the effect
 */
public record Fault(Runnable before, Runnable after) {
    public static final Fault NONE = new Fault(Fault::nothing, Fault::nothing);

    /** The call fails and has no effect. */
    public static Fault failing(RuntimeException failure) {
        return new Fault(() -> raise(failure), Fault::nothing);
    }

    /** The call has its effect, and fails: its response is lost. */
    public static Fault losing(RuntimeException failure) {
        return new Fault(Fault::nothing, () -> raise(failure));
    }

    /** The invocation dies before the call has any effect. */
    public static Fault dyingBefore() {
        return new Fault(() -> die("before its call had an effect"), Fault::nothing);
    }

    /** The invocation dies before it learns of the call's effect. */
    public static Fault dyingAfter() {
        return new Fault(Fault::nothing, () -> die("after its call had its effect"));
    }

    /** Something else happens first: time passes, another invocation gets in between. */
    public static Fault preceded(Runnable by) {
        return new Fault(by, Fault::nothing);
    }

    private static void nothing() {}

    private static void raise(RuntimeException failure) {
        throw failure;
    }

    private static void die(String where) {
        throw new Crash(where);
    }
}

package cloud.broom.local.work;

import java.util.concurrent.atomic.AtomicBoolean;

/** Work that waits for its instant, and may be called off until then. */
public final class Due {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    Due() {}

    public void cancel() {
        cancelled.set(true);
    }

    boolean isCancelled() {
        return cancelled.get();
    }
}

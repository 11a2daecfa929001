package cloud.broom.local.work;

import java.util.concurrent.atomic.AtomicBoolean;

/** Something begun and not yet over. */
public final class Flight {
    private final Work work;
    private final AtomicBoolean over = new AtomicBoolean();

    Flight(Work work) {
        this.work = work;
    }

    /** It is over; said twice, it counts once. */
    public void end() {
        if (over.compareAndSet(false, true)) {
            work.release();
        }
    }
}

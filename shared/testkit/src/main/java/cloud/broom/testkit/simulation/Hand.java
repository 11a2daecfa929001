package cloud.broom.testkit.simulation;

import java.util.concurrent.Semaphore;

/** A pooled thread that does nothing but when it has the turn. */
final class Hand implements Runnable {
    private final Semaphore turn = new Semaphore(0);
    private Runnable role = Hand::idle;
    private boolean dismissed;

    /** Waits for the turn, then plays a role to its end, and again. */
    @Override
    public void run() {
        await();
        while (!dismissed) {
            role.run();
            await();
        }
    }

    void cast(Runnable next) {
        role = next;
    }

    void giveTurn() {
        turn.release();
    }

    void await() {
        turn.acquireUninterruptibly();
    }

    void dismiss() {
        dismissed = true;
        giveTurn();
    }

    private static void idle() {}
}

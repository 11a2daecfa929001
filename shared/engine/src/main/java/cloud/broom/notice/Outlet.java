package cloud.broom.notice;

/** Where notices leave the product: SNS for alerts, EventBridge for events. A port. */
public interface Outlet {
    /**
     * Tells it once.
     *
     * @throws Undelivered if it was not taken; it will be told again
     */
    void deliver(Notice notice);

    /** A notice was not taken. */
    final class Undelivered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Undelivered(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

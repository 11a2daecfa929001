package cloud.broom.watch;

import cloud.broom.job.RunId;

/** Invokes a function, asynchronously: mostly with nothing but a run's id. A port. */
public interface Waker {
    /**
     * Asks a function to move a run on.
     *
     * @throws Gone if there is no such function
     * @throws Unreachable if the function did not take the call
     */
    void wake(RunId run, String function);

    /**
     * Calls a function as whoever could not reach it would have.
     *
     * @param payload JSON
     * @throws Gone if there is no such function
     * @throws Unreachable if the function did not take the call
     */
    void call(String payload, String function);

    /** A function could not be invoked now. */
    final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String function, Throwable cause) {
            super("function " + function + " did not take the call: " + cause.getMessage(), cause);
        }
    }

    /** A function is not there and will not come back by itself. */
    final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Gone(String function, Throwable cause) {
            super("function " + function + " is gone", cause);
        }
    }
}

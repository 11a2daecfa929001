package cloud.broom.local.lambda;

/** Sees what functions do: what CloudWatch would count of them, and what they print. Thread-safe. */
public interface Monitor {
    /** An invocation begins. */
    Watched invoked(FunctionSettings function);

    /** One was turned away for want of concurrency. */
    void throttled(FunctionSettings function);

    /** One invocation. */
    interface Watched {
        /** A line the function printed. */
        void line(String text);

        /** A line of the runtime itself. */
        void note(String text);

        /** It is over. */
        void over(boolean failed);
    }
}

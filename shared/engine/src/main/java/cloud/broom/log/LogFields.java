package cloud.broom.log;

import cloud.broom.call.Invocation;
import cloud.broom.run.Run;
import org.slf4j.MDC;

/**
 * Names what the lines logged on this thread from now on are about, by SLF4J's MDC: {@code function}, {@code invocation},
 * {@code task}, {@code job}, {@code run}, {@code part}. Whoever begins an invocation {@linkplain #clear() clears} it in the end.
 */
public final class LogFields {
    private static final String PART = "part";

    private LogFields() {}

    /** An invocation begins; nothing of one before is left. */
    public static void begin(Invocation here) {
        clear();
        MDC.put("function", here.function());
        MDC.put("invocation", here.requestId());
    }

    /** It moves a run, whichever part of it. */
    public static void run(Run run) {
        MDC.put("task", run.job().task());
        MDC.put("job", run.job().name().value());
        MDC.put("run", run.id().value());
        MDC.remove(PART);
    }

    /** It works on that part of the run's plan, counted from 1. */
    public static void part(int number) {
        MDC.put(PART, String.valueOf(number));
    }

    public static void clear() {
        MDC.clear();
    }
}

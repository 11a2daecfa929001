package cloud.broom.run;

import cloud.broom.call.Invocation;
import cloud.broom.job.RunId;
import java.time.Instant;

/**
 * What is asked of a run that exists. A row of its own, due at once: whoever holds the run next folds it into the record.
 *
 * @param id its own, in the order of asking
 * @param function what to invoke with the run's id
 * @param by who asks, as they say
 */
public record Order(String id, RunId run, String function, Kind kind, String by, Instant at) {
    /** An order of this moment; its id sorts by the moment. */
    static Order given(RunId to, String function, Kind kind, String by, Invocation here) {
        String id = "%015d-%s".formatted(here.now().toEpochMilli(), Ledger.draw(here));
        return new Order(id, to, function, kind, by, here.now());
    }

    /** What may be asked. */
    public enum Kind {
        /** End it as CANCELLED before its next step. */
        CANCEL,
        /** Go on now rather than when its wait is over. */
        RESUME,
        /** Its job's place has come to it. */
        START
    }
}

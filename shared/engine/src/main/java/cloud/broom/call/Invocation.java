package cloud.broom.call;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** One Lambda invocation's view of time and luck: a port, so that a simulator can own both. */
public interface Invocation {
    Instant now();

    /** When Lambda will end this invocation: absolute, and certain. */
    Instant deadline();

    /** Lets time pass in place. For waits of a few seconds only: waiting is billed. */
    void pause(Duration length);

    RandomGenerator chance();

    /** Lambda's id of the request; the same when Lambda itself tries an asynchronous request again. */
    String requestId();

    /** The function that answers, as it can be invoked again: name or ARN. */
    String function();
}

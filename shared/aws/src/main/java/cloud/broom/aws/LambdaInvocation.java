package cloud.broom.aws;

import cloud.broom.call.Invocation;
import com.amazonaws.services.lambda.runtime.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** One invocation as Lambda's context tells of it. */
record LambdaInvocation(Clock clock, RandomGenerator chance, Instant deadline, String requestId, String function)
        implements Invocation {
    static LambdaInvocation of(Context context, Clock clock, RandomGenerator chance) {
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        return new LambdaInvocation(
                clock, chance, deadline, context.getAwsRequestId(), context.getInvokedFunctionArn());
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    /** Waits in place; an interrupt, which on Lambda nothing sends, ends the wait early. */
    @Override
    public void pause(Duration length) {
        try {
            new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
        }
    }
}

package cloud.broom.aws;

import cloud.broom.call.Invocation;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses every HTTP attempt past the invocation's deadline, retries included. Lambda freezes an environment between
 * invocations, and what was frozen in mid-call must not go on in the next one's time: by then the run may be another's.
 */
final class DeadlineGuard implements ExecutionInterceptor {
    private final AtomicReference<Optional<Invocation>> current = new AtomicReference<>(Optional.empty());

    /** From now on calls are made for this invocation. */
    void begin(Invocation invocation) {
        current.set(Optional.of(invocation));
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        current.get().filter(here -> !here.now().isBefore(here.deadline())).ifPresent(here -> {
            throw NonRetryableException.create(
                    "the invocation's deadline " + here.deadline() + " has passed: nothing is sent any more");
        });
    }
}

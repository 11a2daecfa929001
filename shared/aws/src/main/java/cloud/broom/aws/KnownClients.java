package cloud.broom.aws;

import cloud.broom.task.Guard;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses every request of a client that {@link Aws} has not made: one of a task's own, an asynchronous one, a presigner's. The
 * SDK finds it in a function's zip, under {@code software/amazon/awssdk/global/handlers/execution.interceptors}, and puts it
 * before every client in the process; outside of functions it is not there, and any client is good.
 *
 * <p>It acts on the first hook of all, the only kind that a presigner, which sends nothing, runs through as well.
 */
public final class KnownClients implements ExecutionInterceptor {
    private static final ExecutionAttribute<Boolean> KNOWN = new ExecutionAttribute<>("cloud.broom.aws.Known");

    /**
     * Whom to tell of a refusal. The SDK makes this class itself, for each client, so there is no other way to hand it anything;
     * a thread that a task starts inherits it.
     */
    private static final InheritableThreadLocal<Optional<Guard>> AT_WORK = new InheritableThreadLocal<>() {
        @Override
        protected Optional<Guard> initialValue() {
            return Optional.empty();
        }
    };

    /** Marks a client as known. */
    static void mark(ClientOverrideConfiguration.Builder client) {
        client.putExecutionAttribute(KNOWN, true);
    }

    /** From now on this thread, and those it starts, work under that guard. */
    static void tell(Guard guard) {
        AT_WORK.set(Optional.of(guard));
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (!attributes.getOptionalAttribute(KNOWN).orElse(false)) {
            String what = PhaseGuard.operation(attributes)
                    + " was called by a client of the task's own: it has to use those it is given";
            AT_WORK.get().ifPresent(guard -> guard.violated(what));
            throw NonRetryableException.create(what + "; nothing was sent");
        }
    }
}

package cloud.broom.aws;

import cloud.broom.task.Guard;
import cloud.broom.task.TaskFailure;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Asks the guard before every HTTP attempt of a task's client, retries included. */
final class PhaseGuard implements ExecutionInterceptor {
    private final Guard guard;

    PhaseGuard(Guard guard) {
        this.guard = guard;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        try {
            guard.check(operation(attributes));
        } catch (TaskFailure forbidden) {
            throw NonRetryableException.create(String.valueOf(forbidden.getMessage()), forbidden);
        }
    }

    /** As tasks declare it: {@code S3.ListObjectsV2}. */
    static String operation(ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        return service.replace(" ", "") + "." + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}

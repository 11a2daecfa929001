package cloud.broom.aws;

import cloud.broom.retry.ErrorName;
import cloud.broom.task.TaskFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * AWS errors by the names that retriers know: {@code <Service>.<Code>} ({@code S3.SlowDown}), and
 * {@code <Service>.<Exception>} as Step Functions has it ({@code S3.S3Exception}). What passes by itself answers to
 * {@link ErrorName#TRANSIENT} too.
 */
public final class AwsErrors {
    private static final int SERVER_ERROR = 500;
    /** Codes of single items in an answer that is itself a success; 409s among them ask to be tried again. */
    private static final Set<String> TRANSIENT_CODES = Set.of(
            "SlowDown",
            "InternalError",
            "ServiceUnavailable",
            "RequestTimeout",
            "Throttling",
            "ThrottlingException",
            "OperationAborted",
            "ConditionalRequestConflict");

    private AwsErrors() {}

    /**
     * A failed call as the engine takes it.
     *
     * @param place what was being done to what, for the message: {@code bucket my-logs}
     */
    public static TaskFailure failure(SdkException thrown, String service, String place) {
        return new TaskFailure(name(thrown, service), place + ": " + message(thrown), thrown);
    }

    /** The error of one item in an answer. */
    public static ErrorName ofCode(String service, String code) {
        String name = service + "." + code;
        return TRANSIENT_CODES.contains(code) ? ErrorName.of(name, ErrorName.TRANSIENT) : ErrorName.of(name);
    }

    /** Whether an error of this code passes by itself. */
    static boolean passes(String code) {
        return TRANSIENT_CODES.contains(code);
    }

    private static ErrorName name(SdkException thrown, String service) {
        Set<String> aliases = new LinkedHashSet<>();
        for (Class<?> type = thrown.getClass();
                type != AwsServiceException.class && type != SdkException.class && type != Object.class; ) {
            aliases.add(service + "." + type.getSimpleName());
            type = type.getSuperclass();
        }
        if (passes(thrown)) {
            aliases.add(ErrorName.TRANSIENT);
        }
        String name = service + "." + code(thrown);
        aliases.remove(name);
        return new ErrorName(name, List.copyOf(aliases));
    }

    private static boolean passes(SdkException thrown) {
        return !(thrown instanceof AwsServiceException service)
                || service.isThrottlingException()
                || service.statusCode() >= SERVER_ERROR
                || TRANSIENT_CODES.contains(code(thrown));
    }

    private static String code(SdkException thrown) {
        return thrown instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && service.awsErrorDetails().errorCode() != null
                ? service.awsErrorDetails().errorCode()
                : thrown.getClass().getSimpleName();
    }

    private static String message(SdkException thrown) {
        return thrown instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && service.awsErrorDetails().errorMessage() != null
                ? service.awsErrorDetails().errorMessage()
                : String.valueOf(thrown.getMessage());
    }
}

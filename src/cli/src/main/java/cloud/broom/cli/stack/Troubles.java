package cloud.broom.cli.stack;

import cloud.broom.cli.screen.Trouble;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS or the way to it refuses, told as a person can use it. */
final class Troubles {
    private Troubles() {}

    /**
     * Calls AWS.
     *
     * @param what is being done to what: {@code look up stack broom}
     * @throws Trouble if the call fails for any reason that lies outside of this program
     */
    static <T> T telling(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException thrown) {
            throw causes(thrown)
                    .filter(SdkException.class::isInstance)
                    .findFirst()
                    .map(sdk -> trouble(what, sdk))
                    .orElseThrow(() -> thrown);
        }
    }

    private static Trouble trouble(String what, Throwable thrown) {
        String message = "cannot " + what + ": " + reason(thrown);
        return Trouble.missing(message, wayOut(thrown));
    }

    private static String reason(Throwable thrown) {
        if (thrown instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + ": "
                    + service.awsErrorDetails().errorMessage();
        }
        return Optional.ofNullable(thrown.getMessage())
                .orElse(thrown.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
    }

    private static String wayOut(Throwable thrown) {
        String reason = reason(thrown);
        if (reason.contains("Unable to load credentials")) {
            return "Sign in (aws sso login, or aws configure), or name a profile in AWS_PROFILE; "
                    + "for the local cloud, set the variables that broom local prints.";
        }
        if (reason.contains("Unable to load region")) {
            return "Name the stack's region in AWS_REGION.";
        }
        if (causes(thrown)
                .anyMatch(cause -> cause instanceof ConnectException || cause instanceof UnknownHostException)) {
            return "Nothing answers there: look at AWS_ENDPOINT_URL and AWS_REGION; "
                    + "if they are the local cloud's, it has ended: start broom local again.";
        }
        if (thrown instanceof AwsServiceException service) {
            return wayOut(service);
        }
        return "Look at the network between here and AWS, then try again: no run is lost by it.";
    }

    private static String wayOut(AwsServiceException refused) {
        String code = refused.awsErrorDetails() == null
                ? ""
                : refused.awsErrorDetails().errorCode();
        return switch (code) {
            case "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException" ->
                "The credentials are not valid, or no longer: sign in again.";
            case "AccessDenied", "AccessDeniedException" ->
                "Ask for that permission: broom needs cloudformation:DescribeStackResources, lambda:InvokeFunction, "
                        + "dynamodb:GetItem and dynamodb:Query on the stack's table (to forget what is cached,"
                        + " dynamodb:DeleteItem; to exempt or to stop, dynamodb:PutItem, UpdateItem and DeleteItem), s3:GetObject on its record bucket;"
                        + " to try alerts, sns:ListSubscriptionsByTopic and cloudwatch:SetAlarmState.";
            case "TooManyRequestsException" -> "The function is at its concurrency: try again, or wait for its runs.";
            default -> "Try again; a call is never done twice for the same slot.";
        };
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}

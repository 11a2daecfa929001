package cloud.broom.aws;

import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.watch.Waker;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Wakes by an asynchronous Lambda invoke that carries nothing but the run's id, and calls by one that carries all. */
public final class LambdaWaker implements Waker {
    private final LambdaClient lambda;

    public LambdaWaker(LambdaClient lambda) {
        this.lambda = lambda;
    }

    @Override
    public void wake(RunId run, String function) {
        call(Json.write(Map.of("wake", run)), function);
    }

    @Override
    public void call(String payload, String function) {
        try {
            lambda.invoke(invoke -> invoke.functionName(function)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(payload)));
        } catch (ResourceNotFoundException gone) {
            throw new Gone(function, gone);
        } catch (SdkException refused) {
            throw new Unreachable(function, refused);
        }
    }
}

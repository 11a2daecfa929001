package cloud.broom.aws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** An asynchronous HTTP client that sends nothing and counts what it was asked to send. */
final class SilentHttp implements SdkAsyncHttpClient {
    private final AtomicInteger asked = new AtomicInteger();

    int asked() {
        return asked.get();
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        asked.incrementAndGet();
        return CompletableFuture.failedFuture(new IllegalStateException("nothing is sent"));
    }

    @Override
    public void close() {
        // there is nothing open
    }
}

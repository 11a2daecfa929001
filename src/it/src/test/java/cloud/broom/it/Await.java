package cloud.broom.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks again and again, at a steady pace, until there is an answer or the time is up. */
public final class Await {
    private static final Duration PACE = Duration.ofMillis(500);

    private Await() {}

    /**
     * Waits for the first answer that is not empty.
     *
     * @param what completes the sentence "not seen within ...: " of the failure
     * @throws AssertionError if there is no answer in time, or asking fails
     */
    public static <T> T atMost(Duration time, String what, Callable<Optional<T>> question) throws InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        ScheduledExecutorService asker = Executors.newSingleThreadScheduledExecutor();
        Future<?> asking =
                asker.scheduleWithFixedDelay(() -> ask(question, answer), 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("not seen within " + time + ": " + what, late);
        } catch (ExecutionException failed) {
            throw new AssertionError("cannot be seen: " + what, failed.getCause());
        } finally {
            asking.cancel(true);
            asker.shutdownNow();
        }
    }

    private static <T> void ask(Callable<Optional<T>> question, CompletableFuture<T> answer) {
        try {
            question.call().ifPresent(answer::complete);
        } catch (Exception failed) {
            answer.completeExceptionally(failed);
        }
    }
}

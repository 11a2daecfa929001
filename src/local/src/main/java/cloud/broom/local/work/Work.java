package cloud.broom.local.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything the local cloud does beside its answers: work for another thread, and work that is due later by the cloud's
 * clock. The clock is looked at every few milliseconds, so one that a test moves is followed as well as a real one.
 *
 * <p>Thread-safe. {@link #close} ends every thread.
 */
public final class Work implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Work.class);
    private static final Duration TICK = Duration.ofMillis(20);

    private record Entry(Instant due, Runnable task, Due handle) {}

    private final Clock clock;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(threads("clock"));
    private final ExecutorService workers = Executors.newCachedThreadPool(threads("work"));
    private final PriorityQueue<Entry> agenda = new PriorityQueue<>(Comparator.comparing(Entry::due));
    private int running;
    private int held;

    /** Begins to follow the clock. */
    public Work(Clock clock) {
        this.clock = clock;
        var ignored = ticker.scheduleAtFixedRate(this::startDue, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    public Clock clock() {
        return clock;
    }

    /** Work for another thread. A failure is logged. */
    public void soon(Runnable task) {
        synchronized (this) {
            running++;
        }
        try {
            workers.execute(() -> run(task));
        } catch (RejectedExecutionException closed) {
            ended();
            log.debug("The local cloud is closing: work is dropped", closed);
        }
    }

    /** Work for an instant of the cloud's clock. */
    public Due at(Instant due, Runnable task) {
        Due handle = new Due();
        synchronized (this) {
            agenda.add(new Entry(due, task, handle));
        }
        return handle;
    }

    /** Begins something that is to be waited for although no thread works on it: a retry in a minute. */
    public Flight begin() {
        synchronized (this) {
            held++;
        }
        return new Flight(this);
    }

    /**
     * Waits until nothing is under way, nothing is due and nothing begun is left, such as a retry.
     *
     * @return false if it did not come to rest within the time
     */
    public boolean awaitIdle(Duration longest) {
        return await(longest, () -> running == 0 && held == 0 && !isDue());
    }

    /**
     * Waits until nothing more happens unless the clock moves on.
     *
     * @return false if it did not come to that within the time
     */
    public boolean awaitStill(Duration longest) {
        return await(longest, () -> running == 0 && !isDue());
    }

    private boolean await(Duration longest, BooleanSupplier reached) {
        long end = System.nanoTime() + longest.toNanos();
        startDue();
        synchronized (this) {
            while (!reached.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                try {
                    wait(Math.min(left, TICK.toMillis()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    /** Interrupts what works, forgets what is due, ends every thread. */
    @Override
    public void close() {
        ticker.shutdownNow();
        workers.shutdownNow();
        synchronized (this) {
            agenda.clear();
        }
    }

    synchronized void release() {
        held--;
        notifyAll();
    }

    private synchronized void ended() {
        running--;
        notifyAll();
    }

    private synchronized boolean isDue() {
        Entry first = agenda.peek();
        return first != null && !first.due().isAfter(clock.instant());
    }

    private synchronized void startDue() {
        while (isDue()) {
            Entry entry = agenda.remove();
            if (!entry.handle().isCancelled()) {
                soon(entry.task());
            }
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            log.warn("Work of the local cloud failed", failed);
        } finally {
            ended();
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "local-cloud-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

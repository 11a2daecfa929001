package cloud.broom.aws;

import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** Counts the attempts that AWS turned away as too many, those too that a retry made good. */
final class Throttles implements MetricPublisher {
    private static final String THROTTLING = "Throttling";

    private final AtomicLong count = new AtomicLong();

    @Override
    public void publish(MetricCollection call) {
        call.children().forEach(attempt -> attempt.metricValues(CoreMetric.ERROR_TYPE).stream()
                .filter(THROTTLING::equals)
                .forEach(any -> count.incrementAndGet()));
    }

    /** How many since it was asked last. */
    long drain() {
        return count.getAndSet(0);
    }

    @Override
    public void close() {}
}

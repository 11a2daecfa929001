package cloud.broom.local;

import cloud.broom.local.cloudwatch.EmbeddedMetrics;
import cloud.broom.local.cloudwatch.MetricId;
import cloud.broom.local.cloudwatch.Metrics;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.iam.Principal;
import cloud.broom.local.lambda.FunctionSettings;
import cloud.broom.local.lambda.Monitor;
import cloud.broom.local.logs.LogGroups;
import cloud.broom.local.sqs.Queues;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Counts what functions do as Lambda does, and keeps what they print if their role may write to their log group. */
final class Monitoring implements Monitor {
    private final Platform on;
    private final Metrics metrics;
    private final EmbeddedMetrics embedded;
    private final LogGroups logs;
    private final Consumer<String> listener;

    /** With who gets every line that functions print, whatever their roles may. */
    Monitoring(Platform on, Metrics metrics, LogGroups logs, Consumer<String> listener) {
        this.on = on;
        this.metrics = metrics;
        this.embedded = new EmbeddedMetrics(metrics);
        this.logs = logs;
        this.listener = listener;
    }

    /** How many messages stand in each queue now. */
    static void gauge(Queues queues, Metrics metrics, Instant now) {
        queues.visible()
                .forEach((queue, count) -> metrics.put(
                        new MetricId("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue)),
                        now,
                        count));
    }

    @Override
    public Watched invoked(FunctionSettings function) {
        return new Invocation(function, on.clock().instant(), mayWrite(function));
    }

    @Override
    public void throttled(FunctionSettings function) {
        count(function, "Throttles", on.clock().instant(), 1);
    }

    private boolean mayWrite(FunctionSettings function) {
        Principal role = Principal.assumed(on.account(), function.role(), function.name());
        String stream = logs.arn(function.logGroup()).replaceFirst("\\*$", "log-stream:local");
        return on.access()
                .decide(role, Permission.of("logs:PutLogEvents", stream))
                .allowed();
    }

    private void count(FunctionSettings function, String metric, Instant at, double value) {
        metrics.put(new MetricId("AWS/Lambda", metric, Map.of("FunctionName", function.name())), at, value);
    }

    private final class Invocation implements Watched {
        private final FunctionSettings function;
        private final Instant began;
        private final boolean kept;
        private final long beganNanos = System.nanoTime();
        private final String stream = "$LATEST/" + UUID.randomUUID();

        Invocation(FunctionSettings function, Instant began, boolean kept) {
            this.function = function;
            this.began = began;
            this.kept = kept;
        }

        @Override
        public void line(String text) {
            listener.accept(text);
            keep(text);
            if (kept) {
                embedded.read(text);
            }
        }

        @Override
        public void note(String text) {
            keep(text);
        }

        @Override
        public void over(boolean failed) {
            count(function, "Invocations", began, 1);
            count(function, "Errors", began, failed ? 1 : 0);
            count(function, "Throttles", began, 0);
            count(function, "Duration", began, (double) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
        }

        private void keep(String text) {
            if (kept) {
                logs.add(function.logGroup(), stream, text);
            }
        }
    }
}

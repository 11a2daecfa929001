package cloud.broom.aws;

import cloud.broom.Answer;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run came to, as metrics: one line of the log in CloudWatch's embedded metric format
 * (AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html), which costs no call. The one dimension
 * is the task: each further combination would be billed as a metric of its own.
 */
final class RunMetrics {
    private static final String NAMESPACE = "Broom";

    private RunMetrics() {}

    /** The line of a run that has ended with this answer; none of one that goes on or waits, or that was told before. */
    static Optional<String> line(Object answered, Instant now) {
        return answered instanceof Answer answer
                        && !answer.duplicate()
                        && answer.wakeAt().isEmpty()
                ? Optional.of(line(answer, now))
                : Optional.empty();
    }

    private static String line(Answer run, Instant now) {
        SortedMap<String, Long> values = new TreeMap<>(Map.of(
                "Runs" + run.state(),
                1L,
                "Scanned",
                run.scanned(),
                "Found",
                run.found(),
                "Done",
                run.done(),
                "Skipped",
                run.skipped(),
                "Failed",
                run.failed(),
                "Unknown",
                run.unknown(),
                "Exempt",
                run.exempt(),
                "BytesFreed",
                run.freed()));
        ObjectNode line = Json.object();
        ObjectNode head = line.putObject("_aws").put("Timestamp", now.toEpochMilli());
        ObjectNode metrics = head.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        metrics.putArray("Dimensions").addArray().add("task");
        values.keySet().forEach(name -> metrics.withArray("/Metrics")
                .addObject()
                .put("Name", name)
                .put("Unit", name.equals("BytesFreed") ? "Bytes" : "Count"));
        line.put("task", run.task());
        line.put("run", run.run().value());
        values.forEach(line::put);
        return line.toString();
    }
}

package cloud.broom.aws;

import cloud.broom.json.Json;
import cloud.broom.plan.Totals;
import cloud.broom.run.Ended;
import cloud.broom.run.Run;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run came to, as metrics: one line of the log in CloudWatch's embedded metric format
 * (AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html), which costs no call. The one dimension
 * is the task: each further combination would be billed as a metric of its own.
 */
public final class RunMetrics {
    /** The namespace of all of them. */
    public static final String NAMESPACE = "Broom";

    private static final String THROTTLES = "Throttles";
    private static final String RUNS = "Runs";
    private static final String COUNT = "Count";
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("Scanned", COUNT),
            Map.entry("Found", COUNT),
            Map.entry("Done", COUNT),
            Map.entry("Skipped", COUNT),
            Map.entry("Failed", COUNT),
            Map.entry("Unknown", COUNT),
            Map.entry("Exempt", COUNT),
            Map.entry("BytesFreed", "Bytes"),
            Map.entry("UsdSaved", "None"),
            Map.entry("Duration", "Milliseconds"),
            Map.entry("Lateness", "Milliseconds"),
            Map.entry(THROTTLES, COUNT));

    private RunMetrics() {}

    /** The name of every metric there is: {@code Runs<STATE>} for each state a run can end in, and the others. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(UNITS.keySet());
        for (Ended.How how : Ended.How.values()) {
            names.add(RUNS + how);
        }
        return names;
    }

    /**
     * The line of a run that has halted: all there is to tell of one that has ended, and of one that goes on only what it was
     * throttled, if it was.
     *
     * @param throttles attempts of calls that AWS turned away as too many
     */
    static Optional<String> line(Run run, long throttles, Instant now) {
        if (!run.live()) {
            SortedMap<String, BigDecimal> values = ended(run);
            values.put(THROTTLES, BigDecimal.valueOf(throttles));
            return Optional.of(line(run, values, now));
        }
        return throttles == 0
                ? Optional.empty()
                : Optional.of(line(run, new TreeMap<>(Map.of(THROTTLES, BigDecimal.valueOf(throttles))), now));
    }

    private static SortedMap<String, BigDecimal> ended(Run run) {
        Totals totals = run.progress().totals();
        SortedMap<String, BigDecimal> values = new TreeMap<>();
        values.put(RUNS + run.state().status(), BigDecimal.ONE);
        values.put("Scanned", BigDecimal.valueOf(totals.scanned()));
        values.put("Found", BigDecimal.valueOf(totals.found()));
        values.put("Done", BigDecimal.valueOf(totals.done()));
        values.put("Skipped", BigDecimal.valueOf(totals.skipped()));
        values.put("Failed", BigDecimal.valueOf(totals.failed()));
        values.put("Unknown", BigDecimal.valueOf(totals.unknown()));
        values.put("Exempt", BigDecimal.valueOf(totals.exempt()));
        values.put("BytesFreed", BigDecimal.valueOf(totals.freed()));
        values.put("UsdSaved", totals.saved().dollars());
        values.put("Duration", BigDecimal.valueOf(run.progress().spent().toMillis()));
        run.asked()
                .slot()
                .instant()
                .map(due -> Duration.between(due, run.asked().asOf()).toMillis())
                .ifPresent(late -> values.put("Lateness", BigDecimal.valueOf(Math.max(0, late))));
        return values;
    }

    private static String line(Run run, SortedMap<String, BigDecimal> values, Instant now) {
        ObjectNode line = Json.object();
        ObjectNode head = line.putObject("_aws").put("Timestamp", now.toEpochMilli());
        ObjectNode metrics = head.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        metrics.putArray("Dimensions").addArray().add("task");
        values.keySet().forEach(name -> metrics.withArray("/Metrics")
                .addObject()
                .put("Name", name)
                .put("Unit", UNITS.getOrDefault(name, COUNT)));
        line.put("task", run.job().task());
        line.put("job", run.job().name().value());
        line.put("run", run.id().value());
        values.forEach(line::put);
        return line.toString();
    }
}

package cloud.broom.cli.stack;

import cloud.broom.job.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;

/** The log group that a function writes to, as Lambda names it. */
final class LogGroup {
    private final CloudWatchLogsClient logs;
    private final String name;

    private LogGroup(CloudWatchLogsClient logs, String name) {
        this.logs = logs;
        this.name = name;
    }

    static LogGroup of(LambdaClient lambda, CloudWatchLogsClient logs, String function) {
        Optional<LoggingConfig> logging =
                Optional.ofNullable(lambda.getFunctionConfiguration(get -> get.functionName(function))
                        .loggingConfig());
        return new LogGroup(logs, logging.map(LoggingConfig::logGroup).orElse("/aws/lambda/" + function));
    }

    /** What was logged of a run since then, oldest first; nothing if nothing was ever logged there. */
    List<LogLine> of(RunId run, Instant since) {
        try {
            return logs
                    .filterLogEventsPaginator(filter -> filter.logGroupName(name)
                            .startTime(since.toEpochMilli())
                            .filterPattern("{ $.run = \"" + run + "\" }"))
                    .events()
                    .stream()
                    .map(event -> LogLine.of(event.eventId(), event.timestamp(), event.message()))
                    .toList();
        } catch (ResourceNotFoundException neverWritten) {
            return List.of();
        }
    }
}

package cloud.broom.local.logs;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.operation.Operations;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.JsonProtocol;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** CloudWatch Logs: groups, streams and the lines in them. No insights, no subscriptions, no metric filters. */
public final class Logs implements Service {
    private static final int PAGE_MOST = 10_000;

    private final LogGroups groups;
    private final Protocol protocol = new JsonProtocol("Logs_20140328");
    private final Operations operations = new Operations();

    public Logs(LogGroups groups) {
        this.groups = groups;
        operations
                .on("CreateLogGroup", "logs:CreateLogGroup", this::arn, this::create)
                .on("DeleteLogGroup", "logs:DeleteLogGroup", this::arn, this::delete)
                .on("PutRetentionPolicy", "logs:PutRetentionPolicy", this::arn, this::retain)
                .on("DescribeLogGroups", "logs:DescribeLogGroups", any -> "*", this::describe)
                .on("CreateLogStream", "logs:CreateLogStream", this::arn, this::createStream)
                .on("DescribeLogStreams", "logs:DescribeLogStreams", this::arn, this::streams)
                .on("PutLogEvents", "logs:PutLogEvents", this::arn, this::put)
                .on("GetLogEvents", "logs:GetLogEvents", this::arn, this::get)
                .on("FilterLogEvents", "logs:FilterLogEvents", this::arn, this::filter);
    }

    @Override
    public String name() {
        return "CloudWatchLogs";
    }

    @Override
    public String scope() {
        return "logs";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public List<Permission> needs(Request request) {
        return operations.needs(request);
    }

    @Override
    public Reply answer(Request request) {
        return operations.answer(request);
    }

    private Reply create(Request request) {
        String ignored = groups.create(name(request));
        return ok(Json.object());
    }

    private Reply delete(Request request) {
        groups.delete(name(request));
        return ok(Json.object());
    }

    private Reply retain(Request request) {
        groups.retain(
                name(request),
                OptionalInt.of(request.json().path("retentionInDays").asInt()));
        return ok(Json.object());
    }

    private Reply describe(Request request) {
        String prefix = request.json().path("logGroupNamePrefix").asText();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("logGroups");
        groups.all().stream().filter(group -> group.name().startsWith(prefix)).forEach(group -> {
            ObjectNode tree = list.addObject()
                    .put("logGroupName", group.name())
                    .put("creationTime", group.created().toEpochMilli())
                    .put("arn", groups.arn(group.name()))
                    .put("logGroupArn", groups.arn(group.name()).replaceFirst(":\\*$", ""));
            group.retentionDays().ifPresent(days -> tree.put("retentionInDays", days));
        });
        return ok(answer);
    }

    private Reply createStream(Request request) {
        JsonNode input = request.json();
        String stream = input.path("logStreamName").asText();
        if (!group(input).stream(stream, groups.now())) {
            throw new AwsError(
                    400, "ResourceAlreadyExistsException", "The specified log stream already exists: " + stream);
        }
        return ok(Json.object());
    }

    private Reply streams(Request request) {
        JsonNode input = request.json();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("logStreams");
        String prefix = input.path("logStreamNamePrefix").asText();
        group(input).streams().forEach((stream, created) -> {
            if (stream.startsWith(prefix)) {
                list.addObject().put("logStreamName", stream).put("creationTime", created.toEpochMilli());
            }
        });
        return ok(answer);
    }

    private Reply put(Request request) {
        JsonNode input = request.json();
        LogGroup group = group(input);
        for (JsonNode event : input.path("logEvents")) {
            group.add(
                    input.path("logStreamName").asText(),
                    Instant.ofEpochMilli(event.path("timestamp").asLong()),
                    event.path("message").asText());
        }
        return ok(Json.object());
    }

    private Reply get(Request request) {
        JsonNode input = request.json();
        String stream = input.path("logStreamName").asText();
        List<LogEvent> lines = group(input).lines().stream()
                .filter(line -> line.stream().equals(stream))
                .filter(within(input))
                .toList();
        int most = Math.min(input.path("limit").asInt(PAGE_MOST), lines.size());
        boolean fromHead = input.path("startFromHead").asBoolean(false);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        (fromHead ? lines.subList(0, most) : lines.subList(lines.size() - most, lines.size()))
                .forEach(line -> line(list, line));
        return ok(answer.put("nextForwardToken", "f/0").put("nextBackwardToken", "b/0"));
    }

    private Reply filter(Request request) {
        JsonNode input = request.json();
        FilterPattern pattern = FilterPattern.parse(input.path("filterPattern").asText());
        List<String> streams = new ArrayList<>();
        input.path("logStreamNames").forEach(name -> streams.add(name.asText()));
        long after = input.path("nextToken").asLong(0);
        int most = input.path("limit").asInt(PAGE_MOST);
        List<LogEvent> lines = group(input).lines().stream()
                .filter(line -> line.number() > after)
                .filter(within(input))
                .filter(line -> streams.isEmpty() || streams.contains(line.stream()))
                .filter(line -> line.stream()
                        .startsWith(input.path("logStreamNamePrefix").asText()))
                .filter(line -> pattern.matches(line.message()))
                .limit(most + 1L)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        lines.stream().limit(most).forEach(line -> line(list, line)
                .put("logStreamName", line.stream())
                .put("eventId", line.id()));
        if (lines.size() > most) {
            answer.put("nextToken", String.valueOf(lines.get(most - 1).number()));
        }
        answer.putArray("searchedLogStreams");
        return ok(answer);
    }

    /** From its start on, and before its end. */
    private static Predicate<LogEvent> within(JsonNode input) {
        long from = input.path("startTime").asLong(0);
        long until = input.path("endTime").asLong(Long.MAX_VALUE);
        return line -> line.at().toEpochMilli() >= from && line.at().toEpochMilli() <= until;
    }

    private static ObjectNode line(ArrayNode list, LogEvent line) {
        return list.addObject()
                .put("timestamp", line.at().toEpochMilli())
                .put("ingestionTime", line.at().toEpochMilli())
                .put("message", line.message());
    }

    private LogGroup group(JsonNode input) {
        return groups.get(input.path("logGroupName")
                .asText(input.path("logGroupIdentifier").asText()));
    }

    private String name(Request request) {
        return request.json().path("logGroupName").asText();
    }

    private String arn(Request request) {
        JsonNode input = request.json();
        String name = input.path("logGroupName")
                .asText(input.path("logGroupIdentifier").asText());
        return name.startsWith("arn:") ? name : groups.arn(name);
    }

    private static Reply ok(JsonNode tree) {
        return Reply.json(200, tree);
    }
}

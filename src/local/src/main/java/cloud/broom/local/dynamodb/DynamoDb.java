package cloud.broom.local.dynamodb;

import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Body;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.JsonProtocol;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * DynamoDB, forwarded to DynamoDB Local in this JVM once IAM has agreed. Point-in-time recovery and tags, which DynamoDB
 * Local lacks, are kept as settings here: recovery itself is not modelled. Time to live is kept by the machine's clock, not
 * by the clock of the cloud.
 */
public final class DynamoDb implements Service {
    private static final Set<String> FORWARDED = Set.of(
            "BatchGetItem",
            "BatchWriteItem",
            "CreateTable",
            "DeleteItem",
            "DeleteTable",
            "DescribeLimits",
            "DescribeTable",
            "DescribeTimeToLive",
            "GetItem",
            "ListTables",
            "PutItem",
            "Query",
            "Scan",
            "TransactGetItems",
            "TransactWriteItems",
            "UpdateItem",
            "UpdateTable",
            "UpdateTimeToLive");

    private static final Set<String> TELLING_ARNS =
            Set.of("CreateTable", "DeleteTable", "DescribeTable", "UpdateTable");

    private final Engine engine = new Engine();
    private final TableSettings settings;
    private final Needs needs;
    private final String arnPrefix;

    /** As the member of a request; the same text within an item is data. */
    private final Pattern tableArn;

    private final Protocol protocol = new JsonProtocol("DynamoDB_20120810");

    public DynamoDb(Account account) {
        this.arnPrefix = account.arn("dynamodb", "");
        this.tableArn = Pattern.compile("\"TableName\"\\s*:\\s*\"" + Pattern.quote(arnPrefix + "table/"));
        this.settings = new TableSettings(arnPrefix);
        this.needs = new Needs(arnPrefix);
    }

    @Override
    public String name() {
        return "DynamoDb";
    }

    @Override
    public String scope() {
        return "dynamodb";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public List<Permission> needs(Request request) {
        if (!FORWARDED.contains(request.operation()) && !TableSettings.OPERATIONS.contains(request.operation())) {
            throw AwsError.notImplemented(request.call());
        }
        return needs.of(request.operation(), request.json());
    }

    @Override
    public Reply answer(Request request) {
        JsonNode input = request.json();
        if (TableSettings.OPERATIONS.contains(request.operation())) {
            mustExist(settings.table(input));
            return settings.answer(request.operation(), input);
        }
        return request.operation().equals("CreateTable")
                ? create(input)
                : forward(request.operation(), request.body().text());
    }

    private Reply create(JsonNode table) {
        ObjectNode untagged = table.deepCopy();
        untagged.remove("Tags");
        Reply reply = forward("CreateTable", Json.write(untagged));
        if (reply.status() == 200) {
            settings.created(table.path("TableName").asText(), table.path("Tags"));
        }
        return reply;
    }

    @Override
    public void close() {
        engine.close();
    }

    private void mustExist(String table) {
        Reply told = forward("DescribeTable", Json.write(Json.object().put("TableName", table)));
        if (told.status() != 200) {
            throw new AwsError(400, "ResourceNotFoundException", "Requested resource not found: Table: " + table);
        }
    }

    /** Tables may be named by ARN; DynamoDB Local knows names, and an account and region of its own. */
    private Reply forward(String operation, String input) {
        Reply reply = engine.call(operation, tableArn.matcher(input).replaceAll("\"TableName\":\""));
        return TELLING_ARNS.contains(operation)
                ? new Reply(
                        reply.status(),
                        reply.headers(),
                        Body.of(reply.body().text().replace("arn:aws:dynamodb:ddblocal:000000000000:", arnPrefix)))
                : reply;
    }
}

package cloud.broom.local.template;

import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Principal;
import cloud.broom.local.wire.Body;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import cloud.broom.local.wire.Xml;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Tables and buckets, made through their services' own calls, as the operator.
 *
 * <p>Of a table, point-in-time recovery is accepted and not done. Of a bucket, encryption, ownership, public access,
 * lifecycle and policy are accepted and not evaluated.
 */
final class Storage {
    private final Account account;
    private final Map<String, Service> services;

    /** With the services by their scope: {@code dynamodb}, {@code s3}. */
    Storage(Account account, Map<String, Service> services) {
        this.account = account;
        this.services = Map.copyOf(services);
    }

    void enter(Map<String, ResourceType> types) {
        if (services.containsKey("dynamodb")) {
            types.put("AWS::DynamoDB::Table", this::table);
        }
        if (services.containsKey("s3")) {
            types.put("AWS::S3::Bucket", this::bucket);
            types.put("AWS::S3::BucketPolicy", this::bucketPolicy);
        }
    }

    private Created table(Draft draft) {
        Properties properties = draft.properties()
                .without("PointInTimeRecoverySpecification", "DeletionProtectionEnabled", "SSESpecification", "Tags");
        String name = draft.named("TableName", 255);
        ObjectNode wish = Json.object().put("TableName", name);
        for (String member : List.of(
                "AttributeDefinitions",
                "BillingMode",
                "GlobalSecondaryIndexes",
                "KeySchema",
                "LocalSecondaryIndexes",
                "ProvisionedThroughput")) {
            JsonNode value = properties.tree(member);
            if (!value.isMissingNode()) {
                wish.set(member, value);
            }
        }
        dynamo("CreateTable", wish);
        Properties ttl = properties.object("TimeToLiveSpecification");
        if (ttl.maybe("Enabled").filter("true"::equals).isPresent()) {
            ObjectNode live = Json.object().put("TableName", name);
            live.putObject("TimeToLiveSpecification")
                    .put("Enabled", true)
                    .put("AttributeName", ttl.text("AttributeName"));
            dynamo("UpdateTimeToLive", live);
        }
        return Created.of(name, account.arn("dynamodb", "table/" + name));
    }

    private Created bucket(Draft draft) {
        Properties properties = draft.properties()
                .without(
                        "BucketEncryption",
                        "LifecycleConfiguration",
                        "OwnershipControls",
                        "PublicAccessBlockConfiguration",
                        "Tags");
        String name =
                properties.maybe("BucketName").orElseGet(() -> draft.name().lowerCase(63));
        s3(name, Map.of(), account.region().equals("us-east-1") ? "" : location());
        Properties versioning = properties.object("VersioningConfiguration");
        versioning.maybe("Status").ifPresent(status -> s3(name, Map.of("versioning", ""), versioning(status)));
        return Created.of(name, "arn:aws:s3:::" + name);
    }

    private Created bucketPolicy(Draft draft) {
        draft.properties().without("PolicyDocument");
        return new Created(draft.properties().text("Bucket"), Map.of());
    }

    private String location() {
        return Xml.document(
                "CreateBucketConfiguration", "", content -> content.text("LocationConstraint", account.region()));
    }

    private static String versioning(String status) {
        return Xml.document("VersioningConfiguration", "", content -> content.text("Status", status));
    }

    private void dynamo(String operation, JsonNode wish) {
        call(
                "dynamodb",
                "POST",
                "/",
                Map.of(),
                Map.of("x-amz-target", "DynamoDB_20120810." + operation),
                Json.write(wish));
    }

    private void s3(String bucket, Map<String, String> query, String body) {
        call("s3", "PUT", "/" + bucket, query, Map.of("host", "127.0.0.1"), body);
    }

    private void call(
            String scope,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String body) {
        Service service = services.get(scope);
        if (service == null) {
            throw new TemplateRefusedException(scope, "this cloud has no such service");
        }
        Request arrived = new Request(
                service.name(), "", Principal.operator(account), method, path, query, Map.of(), headers, Body.of(body));
        Reply reply = service.answer(service.protocol().read(arrived));
        if (reply.status() >= 300) {
            throw new TemplateRefusedException(scope, reply.body().text());
        }
    }
}

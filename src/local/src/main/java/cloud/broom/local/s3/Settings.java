package cloud.broom.local.s3;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Body;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.Markup;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Xml;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Versioning, which is obeyed, and the settings that are kept and given back as they were put. */
record Settings(Buckets buckets) {
    private static final Map<String, String> MISSING = Map.of(
            "tagging", "NoSuchTagSet",
            "policy", "NoSuchBucketPolicy",
            "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration");

    /** What every bucket has that was not given another. */
    private static final String ENCRYPTION = Xml.document(
            "ServerSideEncryptionConfiguration",
            BucketCalls.NAMESPACE,
            root -> root.element("Rule", rule -> rule.element(
                            "ApplyServerSideEncryptionByDefault", by -> by.text("SSEAlgorithm", "AES256"))
                    .text("BucketKeyEnabled", false)));

    Reply versioning(Call call) {
        Bucket.Versioning status = buckets.get(call.bucket()).versioning();
        return Reply.xml(200, Xml.document("VersioningConfiguration", BucketCalls.NAMESPACE, root -> {
            if (status != Bucket.Versioning.NEVER) {
                root.text("Status", status == Bucket.Versioning.ENABLED ? "Enabled" : "Suspended");
            }
        }));
    }

    Reply putVersioning(Call call) {
        Markup document = Markup.parse(call.request().body().text());
        if (document.value("MfaDelete").filter("Enabled"::equals).isPresent()) {
            throw AwsError.notImplemented("MFA delete");
        }
        String status = document.value("Status").orElse("").toUpperCase(Locale.ROOT);
        if (!status.equals("ENABLED") && !status.equals("SUSPENDED")) {
            throw new AwsError(400, "IllegalVersioningConfigurationException", "Status is not Enabled or Suspended");
        }
        buckets.get(call.bucket()).versioning(Bucket.Versioning.valueOf(status));
        return Reply.empty(200);
    }

    Reply get(Call call) {
        return Reply.xml(200, document(call));
    }

    Reply policy(Call call) {
        return new Reply(200, Map.of("Content-Type", "application/json"), Body.of(document(call)));
    }

    Reply putXml(Call call) {
        String document = call.request().body().text();
        Markup.parse(document);
        return put(call, document, 200);
    }

    Reply putPolicy(Call call) {
        String document = call.request().body().text();
        try {
            if (!Json.read(document).has("Statement")) {
                throw new AwsError(400, "MalformedPolicy", "Missing required field Statement");
            }
        } catch (JsonProcessingException e) {
            throw new AwsError(400, "MalformedPolicy", "Policies must be valid JSON: " + e.getOriginalMessage());
        }
        return put(call, document, 204);
    }

    Reply remove(Call call) {
        buckets.get(call.bucket()).settings().remove(name(call));
        return Reply.empty(204);
    }

    private Reply put(Call call, String document, int status) {
        buckets.get(call.bucket()).settings().put(name(call), document);
        return Reply.empty(status);
    }

    private String document(Call call) {
        String name = name(call);
        Map<String, String> settings = buckets.get(call.bucket()).settings();
        if (name.equals("encryption")) {
            return settings.getOrDefault(name, ENCRYPTION);
        }
        return Optional.ofNullable(settings.get(name))
                .orElseThrow(() -> new AwsError(
                        404,
                        MISSING.getOrDefault(name, "NoSuchConfiguration"),
                        "The " + name + " of " + call.bucket() + " does not exist"));
    }

    private static String name(Call call) {
        return call.request().query().keySet().stream()
                .filter(parameter -> MISSING.containsKey(parameter) || parameter.equals("encryption"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "not a setting: " + call.request().query()));
    }
}

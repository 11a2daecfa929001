package cloud.broom.local.s3;

import static cloud.broom.local.s3.Call.Level.BUCKET;
import static cloud.broom.local.s3.Call.Level.OBJECT;
import static cloud.broom.local.s3.Call.Level.SERVICE;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every operation of S3 that is modelled, one line each, with the IAM actions AWS documents for it (Service Authorization
 * Reference, "Actions, resources, and condition keys for Amazon S3").
 */
record Operations(BucketCalls buckets, Settings settings, ObjectCalls objects, Deletes deletes, Listings listings) {
    private static final Set<String> LIST = Set.of("prefix", "delimiter", "max-keys", "encoding-type");

    List<Operation> all() {
        List<Operation> all = new ArrayList<>(onBuckets());
        all.addAll(onSettings());
        all.addAll(onObjects());
        return List.copyOf(all);
    }

    private List<Operation> onBuckets() {
        return List.of(
                new Operation("ListBuckets", "GET", SERVICE, "", Set.of(), Operations::listAllBuckets, buckets::list),
                bucket("CreateBucket", "PUT", "", "s3:CreateBucket", buckets::create),
                bucket("HeadBucket", "HEAD", "", "s3:ListBucket", buckets::head),
                bucket("DeleteBucket", "DELETE", "", "s3:DeleteBucket", buckets::delete),
                bucket("GetBucketLocation", "GET", "location", "s3:GetBucketLocation", buckets::location),
                listing("ListObjects", "", Set.of("marker"), "s3:ListBucket", listings::first),
                listing(
                        "ListObjectsV2",
                        "list-type",
                        Set.of("start-after", "continuation-token", "fetch-owner"),
                        "s3:ListBucket",
                        listings::second),
                listing(
                        "ListObjectVersions",
                        "versions",
                        Set.of("key-marker", "version-id-marker"),
                        "s3:ListBucketVersions",
                        listings::versions),
                new Operation("DeleteObjects", "POST", BUCKET, "delete", Set.of(), call -> List.of(), deletes::many));
    }

    private List<Operation> onSettings() {
        return List.of(
                bucket("GetBucketVersioning", "GET", "versioning", "s3:GetBucketVersioning", settings::versioning),
                bucket("PutBucketVersioning", "PUT", "versioning", "s3:PutBucketVersioning", settings::putVersioning),
                bucket("GetBucketTagging", "GET", "tagging", "s3:GetBucketTagging", settings::get),
                bucket("PutBucketTagging", "PUT", "tagging", "s3:PutBucketTagging", settings::putXml),
                bucket("DeleteBucketTagging", "DELETE", "tagging", "s3:PutBucketTagging", settings::remove),
                bucket("GetBucketPolicy", "GET", "policy", "s3:GetBucketPolicy", settings::policy),
                bucket("PutBucketPolicy", "PUT", "policy", "s3:PutBucketPolicy", settings::putPolicy),
                bucket("DeleteBucketPolicy", "DELETE", "policy", "s3:DeleteBucketPolicy", settings::remove),
                bucket("GetBucketEncryption", "GET", "encryption", "s3:GetEncryptionConfiguration", settings::get),
                bucket("PutBucketEncryption", "PUT", "encryption", "s3:PutEncryptionConfiguration", settings::putXml),
                bucket(
                        "GetPublicAccessBlock",
                        "GET",
                        "publicAccessBlock",
                        "s3:GetBucketPublicAccessBlock",
                        settings::get),
                bucket(
                        "PutPublicAccessBlock",
                        "PUT",
                        "publicAccessBlock",
                        "s3:PutBucketPublicAccessBlock",
                        settings::putXml));
    }

    private List<Operation> onObjects() {
        return List.of(
                object(
                        "GetObject",
                        "GET",
                        "",
                        call -> List.of(call.onObject(versioned(call, "s3:Get", ""))),
                        objects::get),
                object(
                        "HeadObject",
                        "HEAD",
                        "",
                        call -> List.of(call.onObject(versioned(call, "s3:Get", ""))),
                        objects::head),
                object("PutObject", "PUT", "", Operations::putting, objects::put),
                object("DeleteObject", "DELETE", "", Operations::deleting, deletes::one),
                object(
                        "GetObjectTagging",
                        "GET",
                        "tagging",
                        call -> List.of(call.onObject(versioned(call, "s3:Get", "Tagging"))),
                        objects::tags),
                object(
                        "PutObjectTagging",
                        "PUT",
                        "tagging",
                        call -> List.of(call.onObject(versioned(call, "s3:Put", "Tagging"))),
                        objects::putTags),
                object(
                        "DeleteObjectTagging",
                        "DELETE",
                        "tagging",
                        call -> List.of(call.onObject(versioned(call, "s3:Delete", "Tagging"))),
                        objects::removeTags));
    }

    private static Operation bucket(
            String name, String method, String marker, String action, Function<Call, Reply> answer) {
        return new Operation(name, method, BUCKET, marker, Set.of(), call -> List.of(call.onBucket(action)), answer);
    }

    private static Operation listing(
            String name, String marker, Set<String> more, String action, Function<Call, Reply> answer) {
        List<String> parameters = new ArrayList<>(LIST);
        parameters.addAll(more);
        return new Operation(
                name, "GET", BUCKET, marker, Set.copyOf(parameters), call -> List.of(listing(call, action)), answer);
    }

    private static Operation object(
            String name,
            String method,
            String marker,
            Function<Call, List<Permission>> needs,
            Function<Call, Reply> answer) {
        Set<String> parameters = method.equals("PUT") && marker.isEmpty() ? Set.of() : Set.of("versionId");
        return new Operation(name, method, OBJECT, marker, parameters, needs, answer);
    }

    private static List<Permission> listAllBuckets(Call call) {
        return List.of(Permission.of("s3:ListAllMyBuckets", "*"));
    }

    /** A request that names no prefix is known to name none: a condition on it that says IfExists is then met. */
    static Permission listing(Call call, String action) {
        return new Permission(
                action,
                call.bucketArn(),
                Map.of(
                        "s3:prefix", call.request().parameter("prefix").stream().toList(),
                        "s3:delimiter",
                                call.request().parameter("delimiter").stream().toList(),
                        "s3:max-keys",
                                call.request().parameter("max-keys").stream().toList()));
    }

    private static List<Permission> putting(Call call) {
        List<Permission> needs = new ArrayList<>(List.of(call.onObject("s3:PutObject")));
        if (call.request().headers().containsKey("x-amz-tagging")) {
            needs.add(call.onObject("s3:PutObjectTagging"));
        }
        return needs;
    }

    private static List<Permission> deleting(Call call) {
        return deleting(call, call.key(), call.versionId(), call.request().header("if-match"));
    }

    /** Comparing an ETag tells something of the object, so it needs the right to read it. */
    static List<Permission> deleting(Call call, String key, Optional<String> versionId, Optional<String> etag) {
        String action = versionId.isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
        List<Permission> needs = new ArrayList<>(List.of(call.onObject(action, key, etag)));
        if (etag.isPresent() && !etag.get().equals("*")) {
            needs.add(call.onObject("s3:GetObject", key, etag));
        }
        return needs;
    }

    private static String versioned(Call call, String verb, String what) {
        return verb + "Object" + (call.versionId().isPresent() ? "Version" : "") + what;
    }
}

package cloud.broom.local.s3;

import cloud.broom.local.fault.Faults;
import cloud.broom.local.iam.Access;
import cloud.broom.local.iam.Decision;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Markup;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Xml;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deleting one object, and up to a thousand with an answer for each. */
record Deletes(Buckets buckets, Access access, Faults faults) {
    private static final int MOST = 1000;

    private record Item(String key, Optional<String> versionId, Optional<String> etag) {}

    Reply one(Call call) {
        Item item = new Item(call.key(), call.versionId(), call.request().header("if-match"));
        Bucket.Deleted deleted = delete(buckets.get(call.bucket()), item);
        Reply reply = Reply.empty(204);
        if (deleted.isMarker()) {
            reply = reply.with("x-amz-delete-marker", "true");
        }
        return deleted.versionId().isPresent()
                ? reply.with("x-amz-version-id", deleted.versionId().get())
                : reply;
    }

    Reply many(Call call) {
        Bucket bucket = buckets.get(call.bucket());
        byte[] body = call.request().body().bytes();
        if (call.request().headers().keySet().stream().noneMatch(Deletes::isDigest)) {
            throw new AwsError(400, "InvalidRequest", "Missing required header: Content-MD5 or x-amz-checksum-*");
        }
        Digests.verify(call.request().headers(), body);
        Markup document = Markup.parse(call.request().body().text());
        List<Item> items = document.all("Object").stream().map(Deletes::item).toList();
        if (items.isEmpty() || items.size() > MOST) {
            throw new AwsError(
                    400, "MalformedXML", "DeleteObjects takes 1 to " + MOST + " objects, not " + items.size());
        }
        boolean quiet = document.value("Quiet").filter("true"::equals).isPresent();
        return Reply.xml(
                200,
                Xml.document(
                        "DeleteResult",
                        BucketCalls.NAMESPACE,
                        result -> items.forEach(item -> answer(result, call, bucket, item, quiet))));
    }

    private void answer(Xml result, Call call, Bucket bucket, Item item, boolean quiet) {
        try {
            refuse(call, item);
            Bucket.Deleted deleted = delete(bucket, item);
            if (!quiet) {
                result.element("Deleted", each -> told(each, item, deleted));
            }
        } catch (AwsError error) {
            result.element("Error", each -> {
                each.text("Key", item.key()).text("Code", error.code()).text("Message", error.message());
                item.versionId().ifPresent(id -> each.text("VersionId", id));
            });
        }
    }

    private void refuse(Call call, Item item) {
        faults.itemCode("S3.DeleteObjects", item.key()).ifPresent(code -> {
            throw new AwsError(500, code, "A fault armed against S3.DeleteObjects");
        });
        Operations.deleting(call, item.key(), item.versionId(), item.etag()).stream()
                .map(permission -> access.decide(call.request().principal(), permission))
                .filter(decision -> !decision.allowed())
                .map(Decision::message)
                .findFirst()
                .ifPresent(message -> {
                    throw new AwsError(403, "AccessDenied", message);
                });
    }

    private static void told(Xml each, Item item, Bucket.Deleted deleted) {
        each.text("Key", item.key());
        item.versionId().ifPresent(id -> each.text("VersionId", id));
        if (deleted.isMarker()) {
            each.text("DeleteMarker", true);
            deleted.versionId().ifPresent(id -> each.text("DeleteMarkerVersionId", id));
        }
    }

    private static Bucket.Deleted delete(Bucket bucket, Item item) {
        if (item.versionId().isPresent() && item.etag().isPresent()) {
            throw AwsError.notImplemented("a condition on the delete of a version that is named");
        }
        return bucket.delete(
                Key.of(item.key()), item.versionId(), now -> Preconditions.delete(item.key(), item.etag(), now));
    }

    private static Item item(Markup object) {
        Stream.of("LastModifiedTime", "Size").forEach(directoryBucketsOnly -> {
            if (object.value(directoryBucketsOnly).isPresent()) {
                throw AwsError.notImplemented("DeleteObjects with " + directoryBucketsOnly);
            }
        });
        String key = object.value("Key").orElse("");
        if (key.isEmpty()) {
            throw new AwsError(400, "MalformedXML", "An Object of DeleteObjects has no Key");
        }
        return new Item(key, object.value("VersionId"), object.value("ETag"));
    }

    private static boolean isDigest(String header) {
        return header.equals("content-md5") || header.startsWith("x-amz-checksum-");
    }
}

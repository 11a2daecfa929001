package cloud.broom.local.s3;

import cloud.broom.local.iam.Access;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Parameters;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Putting, getting and tagging of one object. */
record ObjectCalls(Buckets buckets, Access access, Clock clock) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> KEPT = Set.of(
            "content-type",
            "content-disposition",
            "content-language",
            "cache-control",
            "expires",
            "x-amz-storage-class");

    Reply put(Call call) {
        Request request = call.request();
        byte[] bytes = request.body().bytes();
        Digests.verify(request.headers(), bytes);
        Map<String, String> tags =
                Tags.check(Parameters.of(request.header("x-amz-tagging").orElse("")));
        Bucket bucket = buckets.get(call.bucket());
        Version put = bucket.put(
                Key.of(call.key()),
                new Version(
                        Version.NO_ID,
                        false,
                        Digests.md5(bytes),
                        lastModified(request),
                        Content.of(bytes),
                        kept(request),
                        tags),
                now -> Preconditions.write(call, now));
        Map<String, String> headers = new HashMap<>(checksums(put));
        headers.put("ETag", put.quotedEtag());
        return withVersion(Reply.empty(200).with(headers), bucket, put);
    }

    Reply get(Call call) {
        Version version = find(call);
        Optional<Reply> unchanged = Preconditions.read(call, version);
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        Map<String, String> described = described(call, version);
        Optional<Range> range = Range.of(call.request().header("range"), version.size());
        if (range.isEmpty()) {
            return new Reply(200, described, version.content());
        }
        described.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
        described.put("Content-Range", range.get().told(version.size()));
        Content part = version.content().part(range.get().from(), range.get().length());
        return new Reply(206, described, part);
    }

    /** The endpoint leaves out the body of every answer to HEAD. */
    Reply head(Call call) {
        return get(call);
    }

    Reply tags(Call call) {
        Version version = find(call);
        return withVersion(
                Reply.xml(200, Tags.document(new TreeMap<>(version.tags()))), buckets.get(call.bucket()), version);
    }

    Reply putTags(Call call) {
        return tag(call, Tags.parse(call.request().body().text()), 200);
    }

    Reply removeTags(Call call) {
        return tag(call, Map.of(), 204);
    }

    private Reply tag(Call call, Map<String, String> tags, int status) {
        Bucket bucket = buckets.get(call.bucket());
        Version version = find(call);
        bucket.change(Key.of(call.key()), version.id(), now -> now.withTags(tags));
        return withVersion(Reply.empty(status), bucket, version);
    }

    private Version find(Call call) {
        Bucket bucket = buckets.get(call.bucket());
        Key key = Key.of(call.key());
        Optional<String> id = call.versionId();
        Version found =
                (id.isPresent() ? bucket.version(key, id.get()) : bucket.newest(key)).orElseThrow(() -> missing(call));
        if (!found.isMarker()) {
            return found;
        }
        Map<String, String> headers = Map.of("x-amz-delete-marker", "true", "x-amz-version-id", found.id());
        throw id.isPresent()
                ? new AwsError(405, "MethodNotAllowed", "The version is a delete marker: " + call.key(), headers)
                : new AwsError(404, "NoSuchKey", "The specified key does not exist: " + call.key(), headers);
    }

    /** Who may not list the bucket is not told what is not in it. */
    private AwsError missing(Call call) {
        if (!access.decide(call.request().principal(), Operations.listing(call, "s3:ListBucket"))
                .allowed()) {
            return new AwsError(403, "AccessDenied", "Access Denied");
        }
        return call.versionId().isPresent()
                ? new AwsError(404, "NoSuchVersion", "The specified version does not exist: " + call.key())
                : call.noSuchKey();
    }

    private Map<String, String> described(Call call, Version version) {
        Map<String, String> headers = new HashMap<>(version.headers());
        headers.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
        if (call.request().header("x-amz-checksum-mode").isPresent()) {
            headers.putAll(checksums(version));
        }
        headers.put("ETag", version.quotedEtag());
        headers.put("Last-Modified", HTTP_DATE.format(version.lastModified()));
        headers.put("Accept-Ranges", "bytes");
        if (!version.tags().isEmpty()) {
            headers.put("x-amz-tagging-count", String.valueOf(version.tags().size()));
        }
        if (buckets.get(call.bucket()).versioning() != Bucket.Versioning.NEVER) {
            headers.put("x-amz-version-id", version.id());
        }
        return headers;
    }

    private static Reply withVersion(Reply reply, Bucket bucket, Version version) {
        return bucket.versioning() == Bucket.Versioning.NEVER ? reply : reply.with("x-amz-version-id", version.id());
    }

    private static Map<String, String> checksums(Version version) {
        Map<String, String> checksums = new HashMap<>(version.headers());
        checksums.keySet().removeIf(name -> !name.startsWith("x-amz-checksum-"));
        return checksums;
    }

    private static Map<String, String> kept(Request request) {
        Map<String, String> kept = new HashMap<>();
        request.headers().forEach((name, value) -> {
            boolean sum = name.startsWith("x-amz-checksum-") && !name.endsWith("algorithm");
            if (KEPT.contains(name) || name.startsWith("x-amz-meta-") || sum) {
                kept.put(name, value);
            }
        });
        kept.putIfAbsent("content-type", "binary/octet-stream");
        request.header("content-encoding")
                .map(coding -> coding.replaceFirst("aws-chunked,? ?", ""))
                .filter(coding -> !coding.isEmpty())
                .ifPresent(coding -> kept.put("content-encoding", coding));
        return kept;
    }

    private Instant lastModified(Request request) {
        Optional<String> told = request.header("x-broom-last-modified");
        try {
            return told.map(Instant::parse).orElseGet(clock::instant);
        } catch (DateTimeParseException e) {
            throw new AwsError(
                    400,
                    "InvalidArgument",
                    "x-broom-last-modified is not like 2020-01-01T00:00:00Z: " + told.orElse(""));
        }
    }
}

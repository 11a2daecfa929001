package cloud.broom.local.s3;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Xml;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** ListObjects, ListObjectsV2 and ListObjectVersions, in UTF-8 binary order, a thousand at most to a page. */
record Listings(Buckets buckets, Account account) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss'.000Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    Reply first(Call call) {
        Request request = call.request();
        String marker = request.parameter("marker").orElse("");
        Page page = page(call, marker, false, Listings::current);
        UnaryOperator<String> coded = coding(request);
        return document("ListBucketResult", call, page, root -> {
            root.text("Marker", coded.apply(marker));
            if (page.truncated() && request.parameter("delimiter").isPresent()) {
                root.text("NextMarker", coded.apply(page.last().name()));
            }
            page.entries().forEach(entry -> object(root, entry, coded, true));
        });
    }

    Reply second(Call call) {
        Request request = call.request();
        if (!request.required("list-type").equals("2")) {
            throw new AwsError(400, "InvalidArgument", "Invalid list-type: " + request.required("list-type"));
        }
        Optional<String> token = request.parameter("continuation-token");
        Optional<String> startAfter = request.parameter("start-after");
        String after = token.map(Listings::read).or(() -> startAfter).orElse("");
        Page page = page(call, after, false, Listings::current);
        UnaryOperator<String> coded = coding(request);
        boolean owner = request.parameter("fetch-owner").filter("true"::equals).isPresent();
        return document("ListBucketResult", call, page, root -> {
            root.text("KeyCount", page.entries().size());
            token.ifPresent(text -> root.text("ContinuationToken", text));
            startAfter.ifPresent(text -> root.text("StartAfter", coded.apply(text)));
            if (page.truncated()) {
                root.text("NextContinuationToken", token(page.last().name()));
            }
            page.entries().forEach(entry -> object(root, entry, coded, owner));
        });
    }

    Reply versions(Call call) {
        Request request = call.request();
        String key = request.parameter("key-marker").orElse("");
        Optional<String> version = request.parameter("version-id-marker").filter(id -> !id.isEmpty());
        if (version.isPresent() && key.isEmpty()) {
            throw new AwsError(400, "InvalidArgument", "A version-id marker cannot be specified without a key marker.");
        }
        Page page = page(
                call,
                key,
                version.isPresent(),
                entry -> version.isPresent() && entry.getKey().equals(Key.bound(key))
                        ? after(entry.getValue(), version.get())
                        : entry.getValue());
        UnaryOperator<String> coded = coding(request);
        return document("ListVersionsResult", call, page, root -> {
            root.text("KeyMarker", coded.apply(key)).text("VersionIdMarker", version.orElse(""));
            if (page.truncated()) {
                root.text("NextKeyMarker", coded.apply(page.last().name()));
                page.last().version().ifPresent(last -> root.text("NextVersionIdMarker", last.id()));
            }
            page.entries().forEach(entry -> version(root, entry, coded));
        });
    }

    private Page page(
            Call call, String after, boolean inclusive, Function<Map.Entry<Key, List<Version>>, List<Version>> select) {
        Request request = call.request();
        return Page.of(
                buckets.get(call.bucket()),
                new Page.Wish(
                        request.parameter("prefix").orElse(""),
                        request.parameter("delimiter").orElse(""),
                        after,
                        inclusive,
                        most(request),
                        select));
    }

    private Reply document(String root, Call call, Page page, Consumer<Xml> content) {
        Request request = call.request();
        UnaryOperator<String> coded = coding(request);
        return Reply.xml(200, Xml.document(root, BucketCalls.NAMESPACE, xml -> {
            xml.text("Name", call.bucket())
                    .text("Prefix", coded.apply(request.parameter("prefix").orElse("")))
                    .text("MaxKeys", most(request))
                    .text("IsTruncated", page.truncated());
            request.parameter("delimiter").ifPresent(text -> xml.text("Delimiter", coded.apply(text)));
            request.parameter("encoding-type").ifPresent(type -> xml.text("EncodingType", type));
            content.accept(xml);
            page.entries().stream()
                    .filter(entry -> entry.version().isEmpty())
                    .forEach(entry ->
                            xml.element("CommonPrefixes", prefix -> prefix.text("Prefix", coded.apply(entry.name()))));
        }));
    }

    private void object(Xml root, Page.Entry entry, UnaryOperator<String> coded, boolean owner) {
        entry.version()
                .ifPresent(version -> root.element("Contents", each -> {
                    each.text("Key", coded.apply(entry.name()));
                    described(each, version);
                    if (owner) {
                        each.element("Owner", by -> by.text("ID", account.id()));
                    }
                }));
    }

    private void version(Xml root, Page.Entry entry, UnaryOperator<String> coded) {
        entry.version()
                .ifPresent(version -> root.element(version.isMarker() ? "DeleteMarker" : "Version", each -> {
                    each.text("Key", coded.apply(entry.name()))
                            .text("VersionId", version.id())
                            .text("IsLatest", entry.latest());
                    if (version.isMarker()) {
                        each.text("LastModified", time(version.lastModified()));
                    } else {
                        described(each, version);
                    }
                    each.element("Owner", by -> by.text("ID", account.id()));
                }));
    }

    private static void described(Xml each, Version version) {
        each.text("LastModified", time(version.lastModified()))
                .text("ETag", version.quotedEtag())
                .text("Size", version.size())
                .text("StorageClass", version.storageClass());
    }

    private static List<Version> current(Map.Entry<Key, List<Version>> entry) {
        Version newest = entry.getValue().get(0);
        return newest.isMarker() ? List.of() : List.of(newest);
    }

    /** The versions older than the marker, which may be gone by now: ids grow, and {@code null} is below them all. */
    private static List<Version> after(List<Version> versions, String marker) {
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).id().equals(marker)) {
                return versions.subList(i + 1, versions.size());
            }
        }
        return versions.stream()
                .filter(version -> version.id().compareTo(marker) < 0)
                .toList();
    }

    private static int most(Request request) {
        String asked = request.parameter("max-keys").orElse("1000");
        if (!asked.matches("\\d{1,9}")) {
            throw new AwsError(
                    400, "InvalidArgument", "Provided max-keys not an integer or within integer range: " + asked);
        }
        return Math.min(1000, Integer.parseInt(asked));
    }

    private static UnaryOperator<String> coding(Request request) {
        Optional<String> type = request.parameter("encoding-type");
        if (type.isEmpty()) {
            return text -> text;
        }
        if (!type.get().equals("url")) {
            throw new AwsError(400, "InvalidArgument", "Invalid Encoding Method specified in Request: " + type.get());
        }
        return text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static String token(String last) {
        return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsError(400, "InvalidArgument", "The continuation token provided is incorrect");
        }
    }
}

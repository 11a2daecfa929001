package cloud.broom.local.s3;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Reply;
import java.util.Optional;

/** Conditional requests, as the S3 user guide has them ("Conditional requests", "How to perform conditional deletes"). */
final class Preconditions {
    private Preconditions() {}

    /** For PutObject: {@code If-None-Match: *} only where nothing is, {@code If-Match} only over that very content. */
    static void write(Call call, Optional<Version> now) {
        Optional<String> none = call.request().header("if-none-match");
        if (none.isPresent() && !none.get().equals("*")) {
            throw AwsError.notImplemented("PutObject with If-None-Match other than *");
        }
        if (none.isPresent() && now.isPresent()) {
            throw failed();
        }
        Optional<String> match = call.request().header("if-match");
        if (match.isPresent() && !now.orElseThrow(call::noSuchKey).hasEtag(match.get())) {
            throw failed();
        }
    }

    /** For a delete with an ETag or {@code *}: nothing there is 404, a delete marker or other content is 412. */
    static void delete(String key, Optional<String> etag, Optional<Version> now) {
        if (etag.isEmpty()) {
            return;
        }
        Version there =
                now.orElseThrow(() -> new AwsError(404, "NoSuchKey", "The specified key does not exist: " + key));
        if (there.isMarker() || !there.hasEtag(etag.get())) {
            throw failed();
        }
    }

    /** For GetObject and HeadObject: 304 if the client has that content, 412 if it wants other. */
    static Optional<Reply> read(Call call, Version version) {
        Optional<String> match = call.request().header("if-match");
        if (match.isPresent() && !version.hasEtag(match.get())) {
            throw failed();
        }
        return call.request().header("if-none-match").filter(version::hasEtag).map(same -> Reply.empty(304)
                .with("ETag", version.quotedEtag()));
    }

    private static AwsError failed() {
        return new AwsError(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }
}

package cloud.broom.local.s3;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Markup;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Xml;
import java.util.Optional;

/** Making, finding and removing buckets. */
record BucketCalls(Buckets buckets, Account account) {
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    Reply list(Call call) {
        return Reply.xml(200, Xml.document("ListAllMyBucketsResult", NAMESPACE, root -> root.element(
                        "Owner", owner -> owner.text("ID", account.id()))
                .element("Buckets", list -> buckets.all()
                        .forEach(bucket -> list.element("Bucket", each -> each.text("Name", bucket.name())
                                .text("CreationDate", Listings.time(bucket.created())))))));
    }

    /** As S3 does: once more is refused, save in us-east-1, where it succeeds. */
    Reply create(Call call) {
        String body = call.request().body().text();
        Optional<String> constraint =
                body.isBlank() ? Optional.empty() : Markup.parse(body).value("LocationConstraint");
        boolean home = account.region().equals("us-east-1");
        if (!constraint.orElse("us-east-1").equals(account.region())) {
            throw new AwsError(
                    400,
                    "IllegalLocationConstraintException",
                    "The " + constraint.orElse("unspecified") + " location constraint is incompatible with the region "
                            + account.region());
        }
        if (!buckets.add(call.bucket()) && !home) {
            throw new AwsError(
                    409, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded");
        }
        return Reply.empty(200).with("Location", "/" + call.bucket());
    }

    Reply head(Call call) {
        buckets.get(call.bucket());
        return Reply.empty(200).with("x-amz-bucket-region", account.region());
    }

    Reply delete(Call call) {
        buckets.remove(call.bucket());
        return Reply.empty(204);
    }

    /** Empty for us-east-1, as it has always been. */
    Reply location(Call call) {
        buckets.get(call.bucket());
        String text = account.region().equals("us-east-1") ? "" : account.region();
        return Reply.xml(200, Xml.document("LocationConstraint", NAMESPACE, root -> root.text(text)));
    }
}

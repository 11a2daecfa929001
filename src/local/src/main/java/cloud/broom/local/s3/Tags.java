package cloud.broom.local.s3;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Markup;
import cloud.broom.local.wire.Xml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags of objects, in their document. */
final class Tags {
    private Tags() {}

    static String document(Map<String, String> tags) {
        return Xml.document(
                "Tagging",
                BucketCalls.NAMESPACE,
                root -> root.element(
                        "TagSet",
                        set -> tags.forEach((key, value) ->
                                set.element("Tag", tag -> tag.text("Key", key).text("Value", value)))));
    }

    static Map<String, String> parse(String document) {
        List<Markup> tags = Markup.parse(document).all("TagSet").stream()
                .flatMap(set -> set.all("Tag").stream())
                .toList();
        Map<String, String> parsed = new LinkedHashMap<>();
        for (Markup tag : tags) {
            String key = tag.value("Key").orElse("");
            if (key.isEmpty() || parsed.put(key, tag.value("Value").orElse("")) != null) {
                throw new AwsError(400, "InvalidTag", "A tag's key is empty or comes twice: '" + key + "'");
            }
        }
        return check(parsed);
    }

    static Map<String, String> check(Map<String, String> tags) {
        if (tags.size() > 10) {
            throw new AwsError(400, "BadRequest", "Object tags cannot be greater than 10");
        }
        return tags;
    }
}

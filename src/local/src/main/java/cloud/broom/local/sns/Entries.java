package cloud.broom.local.sns;

import cloud.broom.local.wire.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists and maps as the Query protocol flattens them into parameters. */
final class Entries {
    private Entries() {}

    /** {@code Attributes.entry.1.key=...&Attributes.entry.1.value=...}. */
    static Map<String, String> map(Request request, String name) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 1; request.parameter(name + ".entry." + i + ".key").isPresent(); i++) {
            map.put(
                    request.required(name + ".entry." + i + ".key"),
                    request.parameter(name + ".entry." + i + ".value").orElse(""));
        }
        return map;
    }

    /** Message attributes under a prefix, which is empty or ends with a dot. */
    static Map<String, Attribute> attributes(Request request, String prefix) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        String list = prefix + "MessageAttributes.entry.";
        for (int i = 1; request.parameter(list + i + ".Name").isPresent(); i++) {
            String value = list + i + ".Value.";
            attributes.put(
                    request.required(list + i + ".Name"),
                    new Attribute(
                            request.required(value + "DataType"),
                            request.parameter(value + "StringValue")
                                    .or(() -> request.parameter(value + "BinaryValue"))
                                    .orElse("")));
        }
        return attributes;
    }
}

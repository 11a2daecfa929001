package cloud.broom.local.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Percent-encoding of addresses and forms. */
public final class Parameters {
    private Parameters() {}

    /** {@code a=1&b=2&c}, decoded; of a name that comes twice the first counts. A plus is a space here. */
    public static Map<String, String> of(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                parameters.putIfAbsent(form(name), equals < 0 ? "" : form(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** A part of a path: a plus is a plus. */
    public static String decode(String encoded) {
        return form(encoded.replace("+", "%2B"));
    }

    private static String form(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsError(400, "InvalidURI", "Not percent-encoded: " + encoded);
        }
    }
}

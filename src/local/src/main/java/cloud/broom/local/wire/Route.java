package cloud.broom.local.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of a REST service: {@code new Route("GET", "/schedules/{Name}", "GetSchedule")}.
 *
 * @param template path with labels in braces; a label takes one segment, percent-decoded
 */
public record Route(String method, String template, String operation) {
    public Route {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("template does not begin with /: " + template);
        }
    }

    /** The labels, if the call takes this route. A slash at the end of the path makes no difference. */
    Optional<Map<String, String>> match(String calledMethod, String path) {
        String[] want = template.split("/", -1);
        String[] have = (path.length() > 1 ? path.replaceFirst("/$", "") : path).split("/", -1);
        if (!calledMethod.equals(method) || want.length != have.length) {
            return Optional.empty();
        }
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < want.length; i++) {
            if (want[i].startsWith("{")) {
                labels.put(want[i].substring(1, want[i].length() - 1), Parameters.decode(have[i]));
            } else if (!want[i].equals(have[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(labels);
    }
}

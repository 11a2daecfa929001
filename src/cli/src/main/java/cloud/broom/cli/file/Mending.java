package cloud.broom.cli.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** A copy of a job in which what was refused is replaced by something that is not, so that the rest is looked at as well. */
final class Mending {
    private static final String SCHEDULE = "schedule";
    private static final Set<String> TEXTS = Set.of("name", "task", "owner");

    private final ObjectNode spec;
    private final String place;
    private final Set<String> mended = new HashSet<>();

    Mending(ObjectNode spec, String place) {
        this.spec = spec;
        this.place = place;
    }

    ObjectNode spec() {
        return spec;
    }

    /** Whether that place was mended before: what is refused there now is a consequence, not a problem of its own. */
    boolean seen(String path) {
        return mended.contains(path);
    }

    /** Mends what stands at a path, or what holds it if that did not help; false if the job is past mending. */
    boolean mend(String path) {
        String within = path.startsWith(place + ".") ? path.substring(place.length() + 1) : "";
        if (within.isEmpty()) {
            return false;
        }
        boolean first = mended.add(path);
        if (TEXTS.contains(within)) {
            spec.put(within, "mended");
            return first;
        }
        if (within.equals("params")) {
            spec.putObject(within);
            return first;
        }
        if (within.startsWith(SCHEDULE + ".")) {
            // Without the one key that is wrong it would lack one.
            spec.remove(SCHEDULE);
            return first;
        }
        return outwards(Steps.of(within));
    }

    private boolean outwards(Steps at) {
        Steps step = at;
        while (!step.isRoot()) {
            if (step.removeFrom(spec)) {
                return true;
            }
            step = step.parent();
        }
        return false;
    }
}

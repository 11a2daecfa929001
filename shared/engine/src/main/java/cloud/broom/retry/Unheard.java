package cloud.broom.retry;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names in Retry and Catch rules that no error can have: a slip of the pen that would otherwise never be noticed. */
public final class Unheard {
    /** Crash and timeout have reserved names; a breached limit is no error, so nothing retries or catches it. */
    private static final Set<String> OURS = Set.of(
            "Broom.Crashed",
            "Broom.Forbidden",
            "Broom.InvalidParameters",
            "Broom.Timeout",
            ErrorName.TRANSIENT,
            "Broom.Unanswered",
            "Broom.UnreadablePart");

    private static final Set<String> STATES = Set.of("States.ALL", "States.TaskFailed", "States.Timeout");
    private static final int NAME_CHARS = 100;

    private Unheard() {}

    /**
     * A warning for each name that cannot occur.
     *
     * @param services whose errors a run may meet, as {@code S3}; any code of theirs is taken to occur
     */
    public static List<String> warnings(List<Retrier> retry, List<Catcher> catchers, Set<String> services) {
        return Stream.concat(
                        named("retry", retry.stream().map(Retrier::errorEquals), services),
                        named("catch", catchers.stream().map(Catcher::errorEquals), services))
                .distinct()
                .toList();
    }

    private static Stream<String> named(String key, Stream<List<String>> rules, Set<String> services) {
        return rules.flatMap(Collection::stream)
                .filter(name -> !canOccur(name, services))
                .map(name -> key + " names an error that cannot occur: "
                        + (name.length() > NAME_CHARS ? name.substring(0, NAME_CHARS) + "..." : name));
    }

    private static boolean canOccur(String name, Set<String> services) {
        int dot = name.indexOf('.');
        if (dot < 1) {
            return false;
        }
        return switch (name.substring(0, dot)) {
            case "Broom" -> OURS.contains(name);
            case "States" -> STATES.contains(name);
            // An error of Java has the name of its class, and a package's begins with a small letter.
            default -> services.contains(name.substring(0, dot)) || Character.isLowerCase(name.charAt(0));
        };
    }
}

package cloud.broom.retry;

import cloud.broom.json.Refused;
import java.util.List;

/** What an ErrorEquals array is for (docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html). */
final class ErrorMatch {
    private static final String ALL = "States.ALL";
    private static final String TASK_FAILED = "States.TaskFailed";

    private ErrorMatch() {}

    /**
     * {@code States.ALL} is not for States.DataLimitExceeded and States.Runtime; {@code States.TaskFailed} is for all but
     * States.Timeout; nothing is for States.Runtime.
     */
    static boolean matches(List<String> errorEquals, ErrorName error) {
        return !error.answersTo("States.Runtime")
                && errorEquals.stream().anyMatch(wanted -> switch (wanted) {
                    case ALL -> !error.answersTo("States.DataLimitExceeded");
                    case TASK_FAILED -> !error.answersTo("States.Timeout");
                    default -> error.answersTo(wanted);
                });
    }

    static void check(List<String> errorEquals) {
        Refused.when(errorEquals.isEmpty(), "ErrorEquals", "is empty: name at least one error");
        Refused.when(
                errorEquals.contains(ALL) && errorEquals.size() > 1,
                "ErrorEquals",
                ALL + " must stand alone, not beside others");
    }

    static void lastOnly(List<List<String>> rules, String key) {
        for (int i = 0; i + 1 < rules.size(); i++) {
            Refused.when(
                    rules.get(i).contains(ALL),
                    key + "[" + i + "].ErrorEquals",
                    ALL + " is only allowed in the last of the list");
        }
    }
}

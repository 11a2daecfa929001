package cloud.broom;

import cloud.broom.json.Refused;
import cloud.broom.plan.UnreadablePart;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.TaskFailure;

/** Why a step of a run failed, by the name that retriers know. */
record Failure(ErrorName error, String reason) {
    private static final int MESSAGE_CHARS = 1000;

    static Failure of(RuntimeException thrown) {
        if (thrown instanceof TaskFailure failure) {
            return named(failure.error(), failure);
        }
        if (thrown instanceof Refused) {
            return named(ErrorName.of("Broom.InvalidParameters"), thrown);
        }
        if (thrown instanceof UnreadablePart) {
            return named(ErrorName.of("Broom.UnreadablePart"), thrown);
        }
        return named(ErrorName.of(thrown), thrown);
    }

    private static Failure named(ErrorName error, RuntimeException thrown) {
        return new Failure(error, error + ": " + shown(thrown));
    }

    /** What it says, within bounds. */
    static String shown(RuntimeException thrown) {
        String message = String.valueOf(thrown.getMessage());
        return message.length() > MESSAGE_CHARS ? message.substring(0, MESSAGE_CHARS) + "..." : message;
    }
}

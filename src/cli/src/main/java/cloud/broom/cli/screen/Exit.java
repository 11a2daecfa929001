package cloud.broom.cli.screen;

import cloud.broom.run.Status;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How a command ends. The codes are an interface: scripts branch on them. */
public enum Exit {
    DONE(0, "done"),
    REFUSED(2, "bad usage or configuration: nothing was started"),
    FAILED(3, "the run failed, or something it needs is missing or does not answer"),
    PARTIAL(4, "the run ended, some of its items failed"),
    BLOCKED(5, "a limit stands in the run's way, or it has to be approved: nothing was done, the list is kept"),
    WAITING(6, "the run has not ended yet"),
    ENDED_OTHERWISE(7, "the run was skipped or cancelled");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** The code by which a run's state is told. */
    public static Exit of(Status status) {
        return switch (status) {
            case COMPLETED -> DONE;
            case FAILED, MISSED -> FAILED;
            case PARTIAL -> PARTIAL;
            case BLOCKED, AWAITING_APPROVAL -> BLOCKED;
            case RUNNING, SUSPENDED, AWAITING_RETRY, QUEUED -> WAITING;
            case CANCELLED, SKIPPED -> ENDED_OTHERWISE;
        };
    }

    /** Every code with its meaning, in order, as {@code --help} shows them. */
    public static Map<String, String> meanings() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(
                        exit -> " " + exit.code, exit -> exit.meaning, (first, second) -> first, LinkedHashMap::new));
    }
}

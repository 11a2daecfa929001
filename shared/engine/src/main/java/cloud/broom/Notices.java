package cloud.broom;

import cloud.broom.json.Json;
import cloud.broom.notice.Event;
import cloud.broom.notice.Notice;
import cloud.broom.run.Halt;
import cloud.broom.run.Run;
import cloud.broom.run.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told of a run's halt: an event of every end and of a block. People are told by {@link cloud.broom.telling.Telling}. */
final class Notices {
    private static final Map<Status, String> EVENTS = Map.of(
            Status.BLOCKED, "Run Blocked",
            Status.AWAITING_APPROVAL, "Approval Requested",
            Status.COMPLETED, "Run Completed",
            Status.PARTIAL, "Run Partial",
            Status.FAILED, "Run Failed",
            Status.CANCELLED, "Run Cancelled");

    private Notices() {}

    static List<Notice> of(Run before, Halt halt) {
        Run run = new Run(
                before.id(),
                before.asked(),
                halt,
                before.progress(),
                before.attempts(),
                before.approvals(),
                before.reserved(),
                before.stamp());
        Status status = halt.status();
        List<Notice> notices = new ArrayList<>();
        Optional.ofNullable(EVENTS.get(status))
                .ifPresent(type -> notices.add(new Event(id(run, "event"), type, Json.tree(Answer.of(run)))));
        return notices;
    }

    /** One halt, one id: the version that the halt will be written at tells it from the run's other halts. */
    private static String id(Run run, String kind) {
        return run.id() + "." + (run.stamp().version() + 1) + "." + kind;
    }
}

package cloud.broom.ecsstoppedtasks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What was started in place of stopped tasks of one family, told from ECS itself: each such task says so by whom it was started.
 * One that was started within the last hour is running, or has stopped within it and so is still shown; no record of our own
 * is needed, and restarts by every job and every stack count.
 *
 * @param at when
 * @param byStopped the ARN of each by the last segment of the stopped task's ARN
 */
record Restarts(List<Instant> at, Map<String, String> byStopped) {
    /** What restarts are counted within. */
    static final Duration WINDOW = Duration.ofHours(1);

    static final Restarts NONE = new Restarts(List.of(), Map.of());

    private static final String OURS = "broom/";

    Restarts {
        at = List.copyOf(at);
        byStopped = Map.copyOf(byStopped);
    }

    /** Those among a family's tasks, running or stopped. */
    static Restarts among(Collection<Task> tasks) {
        Restarts found = NONE;
        for (Task task : tasks) {
            String startedBy = StoppedTask.text(task.startedBy());
            if (startedBy.startsWith(OURS) && task.createdAt() != null) {
                found = found.with(startedBy.substring(OURS.length()), task.taskArn(), task.createdAt());
            }
        }
        return found;
    }

    /**
     * How a task says in whose place it was started: at most 128 letters, numbers, hyphens, slashes and underscores
     * (AmazonECS/latest/APIReference/API_RunTask.html).
     */
    static String startedBy(String stoppedArn) {
        return OURS + Item.lastSegment(stoppedArn);
    }

    /** The task that was started in place of a stopped one. */
    Optional<String> of(String stoppedArn) {
        return Optional.ofNullable(byStopped.get(Item.lastSegment(stoppedArn)));
    }

    /** One more of them. */
    Restarts with(String stoppedId, String arn, Instant started) {
        List<Instant> all = new ArrayList<>(at);
        all.add(started);
        Map<String, String> tasks = new HashMap<>(byStopped);
        tasks.put(stoppedId, arn);
        return new Restarts(all, tasks);
    }

    /** How many there were within the hour before an instant. */
    static long lately(List<Instant> restarts, Instant now) {
        return restarts.stream()
                .filter(instant -> instant.isAfter(now.minus(WINDOW)))
                .count();
    }
}

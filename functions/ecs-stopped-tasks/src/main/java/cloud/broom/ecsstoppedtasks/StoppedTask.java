package cloud.broom.ecsstoppedtasks;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What ECS says of a task that is to have stopped, without what may hold a secret: overrides are read again when they are needed.
 *
 * @param startedBy who started it, in their own words; empty if they said nothing
 * @param lastStatus {@code STOPPED} once it has
 * @param stopCode why, as ECS has it (AmazonECS/latest/APIReference/API_Task.html); empty until it is known
 * @param stoppedReason the same for a reader
 * @param restarts when tasks of its family were started in place of stopped ones, the newest first
 * @param restartedBy the task that was started in place of this one
 */
record StoppedTask(
        String startedBy,
        String lastStatus,
        Optional<String> stopCode,
        String stoppedReason,
        Optional<Instant> stoppedAt,
        List<Container> containers,
        List<Instant> restarts,
        Optional<String> restartedBy) {
    /** A task in this status no longer changes. */
    static final String STOPPED = "STOPPED";

    StoppedTask {
        containers = List.copyOf(containers);
        restarts = List.copyOf(restarts);
    }

    /**
     * A container of it.
     *
     * @param exitCode if it ran
     * @param reason what ECS adds, such as {@code OutOfMemoryError: ...}; empty for nothing
     */
    record Container(String name, Optional<Integer> exitCode, String reason) {
        @Override
        public String toString() {
            return name
                    + exitCode.map(code -> " exited with " + code).orElse(" has no exit code")
                    + (reason.isEmpty() ? "" : " (" + reason + ")");
        }
    }

    static StoppedTask of(Task task, Restarts restarts) {
        return new StoppedTask(
                text(task.startedBy()),
                text(task.lastStatus()),
                Optional.ofNullable(task.stopCodeAsString()),
                text(task.stoppedReason()),
                Optional.ofNullable(task.stoppedAt()),
                containers(task),
                restarts.at().stream().sorted(Comparator.reverseOrder()).toList(),
                restarts.of(task.taskArn()));
    }

    static List<Container> containers(Task task) {
        return task.containers().stream()
                .map(container -> new Container(
                        container.name(), Optional.ofNullable(container.exitCode()), text(container.reason())))
                .toList();
    }

    /** What its containers exited with, for a reader. */
    static String told(List<Container> containers) {
        return containers.stream().map(Container::toString).collect(Collectors.joining(", "));
    }

    static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}

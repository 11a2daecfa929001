package cloud.broom.local.ecs;

import java.util.Map;
import java.util.Optional;

/**
 * How a task comes to stop.
 *
 * @param stopCode as ECS has it (AmazonECS/latest/APIReference/API_Task.html)
 * @param reason as ECS tells it to a reader
 * @param exitCodes by container; one that is not named is killed
 * @param ran whether its containers ran at all
 */
public record Ending(String stopCode, String reason, Map<String, Integer> exitCodes, boolean ran) {
    private static final int KILLED = 137;

    public Ending {
        exitCodes = Map.copyOf(exitCodes);
    }

    /** Containers exit by themselves, an essential one among them. */
    public static Ending exited(Map<String, Integer> exitCodes) {
        return new Ending("EssentialContainerExited", "Essential container in task exited", exitCodes, true);
    }

    /** Its containers could not be started. */
    public static Ending failedToStart(String reason) {
        return new Ending("TaskFailedToStart", reason, Map.of(), false);
    }

    /** Its capacity is taken back. */
    public static Ending spotInterruption() {
        return new Ending("SpotInterruption", "Your Spot Task was interrupted.", Map.of(), true);
    }

    static Ending byUser(String reason) {
        return new Ending("UserInitiated", reason.isEmpty() ? "Task stopped by user" : reason, Map.of(), true);
    }

    static Ending byScheduler(String reason) {
        return new Ending("ServiceSchedulerInitiated", reason, Map.of(), true);
    }

    Optional<Integer> exitCode(String container) {
        return ran ? Optional.of(exitCodes.getOrDefault(container, KILLED)) : Optional.empty();
    }
}

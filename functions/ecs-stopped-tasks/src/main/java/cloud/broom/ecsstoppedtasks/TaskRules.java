package cloud.broom.ecsstoppedtasks;

import cloud.broom.task.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a task is run again. Pure. */
final class TaskRules {
    private static final String EXITED = "EssentialContainerExited";

    /** 128 and the number of SIGKILL or SIGTERM: how a container ends that ECS stops because another one has ended. */
    private static final Set<Integer> STOPPED_BY_ECS = Set.of(137, 143);

    private final Params params;
    private final Instant asOf;

    TaskRules(Params params, Instant asOf) {
        this.params = params;
        this.asOf = asOf;
    }

    List<Evidence> judge(Item item, StoppedTask task) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.of(
                "stopped",
                task.lastStatus().equals(StoppedTask.STOPPED),
                task.lastStatus() + task.stoppedAt().map(at -> " at " + at).orElse("")));
        evidence.add(Evidence.of("standalone", !ofService(item.group()), item.group()));
        if (!params.families().isEmpty()) {
            evidence.add(Evidence.of("families", Params.meets(params.families(), item.name()), item.name()));
        }
        if (concerns(params, item.group(), item.name())) {
            evidence.addAll(ending(task));
        }
        return evidence;
    }

    /** Whether it is a job's business how a task ended: not one of a service, and of a family that is asked for. */
    static boolean concerns(Params params, String group, String family) {
        return !ofService(group) && Params.meets(params.families(), family);
    }

    private static boolean ofService(String group) {
        return group.startsWith("service:");
    }

    private List<Evidence> ending(StoppedTask task) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(task.stopCode()
                .map(code -> Evidence.of(
                        "ignoreStopCodes",
                        !params.ignoreStopCodes().contains(code),
                        code + ": " + task.stoppedReason()))
                .orElseGet(() -> Evidence.unknown(
                        "ignoreStopCodes", "ECS gives no stopCode, only a reason: '" + task.stoppedReason() + "'")));
        evidence.add(exitCodes(task));
        evidence.add(Evidence.of(
                "notRestarted",
                task.restartedBy().isEmpty(),
                task.restartedBy().map(arn -> "restarted as " + arn).orElse("no task was started in its place")));
        evidence.add(cap(task));
        evidence.add(backOff(task));
        return evidence;
    }

    /** Only of a task that ended by itself do exit codes say whether it has finished. */
    private Evidence exitCodes(StoppedTask task) {
        String told = StoppedTask.told(task.containers());
        if (!task.stopCode().equals(Optional.of(EXITED))) {
            return Evidence.of(
                    "ignoreExitCodes", true, "it did not end by itself" + (told.isEmpty() ? "" : ": " + told));
        }
        List<StoppedTask.Container> ran = task.containers().stream()
                .filter(container -> container.exitCode().isPresent())
                .filter(container ->
                        params.containers().isEmpty() || params.containers().contains(container.name()))
                .toList();
        if (ran.isEmpty()) {
            return Evidence.unknown("ignoreExitCodes", "no container that counts has an exit code: " + told);
        }
        if (ran.stream().allMatch(this::finished)) {
            return Evidence.of("ignoreExitCodes", false, told);
        }
        boolean failed = ran.stream().anyMatch(container -> !finished(container) && !stoppedByEcs(container));
        return failed || ran.stream().noneMatch(this::finished)
                ? Evidence.of("ignoreExitCodes", true, told)
                : Evidence.unknown(
                        "ignoreExitCodes",
                        told + ": which of them ended the task cannot be told, so say in `containers` which count");
    }

    private boolean finished(StoppedTask.Container container) {
        return container.exitCode().filter(params.ignoreExitCodes()::contains).isPresent();
    }

    private static boolean stoppedByEcs(StoppedTask.Container container) {
        return container.reason().isEmpty()
                && container.exitCode().filter(STOPPED_BY_ECS::contains).isPresent();
    }

    private Evidence cap(StoppedTask task) {
        long restarts = Restarts.lately(task.restarts(), asOf);
        boolean within = restarts < params.atMost();
        boolean told = !within && params.overCap() == Params.OverCap.REPORT;
        return Evidence.of(
                "atMost",
                within || told,
                restarts + " restarts of its family in the last hour, " + params.atMost() + " at most"
                        + (told ? ": it will be told of, not restarted" : ""));
    }

    /** The first restart of an hour is due at once; a task that keeps stopping is given longer each time. */
    private Evidence backOff(StoppedTask task) {
        long restarts = Restarts.lately(task.restarts(), asOf);
        Duration wait = params.backOffAfter(restarts);
        if (wait.isZero()) {
            return Evidence.of("backOff", true, "none of " + restarts + " restarts in the last hour to wait for");
        }
        return task.stoppedAt()
                .map(at -> at.plus(wait))
                .map(due -> Evidence.of(
                        "backOff",
                        !asOf.isBefore(due),
                        "due at " + due + ", " + wait + " after it stopped, for " + restarts
                                + " restarts in the last hour"))
                .orElseGet(() -> Evidence.unknown("backOff", "ECS does not say when it stopped"));
    }
}

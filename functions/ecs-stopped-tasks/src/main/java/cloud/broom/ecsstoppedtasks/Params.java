package cloud.broom.ecsstoppedtasks;

import cloud.broom.control.Glob;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which stopped tasks of a cluster are run again, how, and what becomes of services that lack tasks.
 *
 * @param cluster its name or ARN
 * @param task the ARN of the one task to look at, as an event names it; nothing else is looked at then
 * @param families patterns of task definition families; empty for every one
 * @param containers whose exit codes count; empty for every one
 * @param ignoreExitCodes an essential container that exited with one of these has finished
 * @param ignoreStopCodes ways of being stopped, in ECS's words, that somebody meant
 * @param networkConfiguration where tasks of network mode awsvpc are put
 * @param launchType in place of the stopped task's; not together with a strategy
 * @param capacityProviderStrategy in place of the stopped task's capacity provider
 * @param atMost restarts of a family, and redeployments of a service, within an hour
 * @param overCap what becomes of a stopped task that this would be exceeded for
 * @param backOff how long a task stays stopped that was restarted within the hour; doubles with each restart, to half an hour
 * @param serviceNames patterns of names; empty for every one
 */
record Params(
        String cluster,
        Optional<String> task,
        Tasks tasks,
        List<Glob> families,
        List<String> containers,
        Set<Integer> ignoreExitCodes,
        Set<String> ignoreStopCodes,
        Optional<Network> networkConfiguration,
        Optional<Launch> launchType,
        List<Provider> capacityProviderStrategy,
        int atMost,
        OverCap overCap,
        Duration backOff,
        Services services,
        List<Glob> serviceNames) {
    /** A stopped task is seen for an hour, so what waits has to be due well before. */
    static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(30);

    /** A person's StopTask, and a service's scheduler: scale-in, a deployment, an unhealthy target. */
    private static final Set<String> MEANT = Set.of("UserInitiated", "ServiceSchedulerInitiated");

    private static final int AT_MOST_DEFAULT = 3;
    private static final int AT_MOST_MOST = 100;

    /** AmazonECS/latest/APIReference/API_CreateCluster.html. */
    private static final Pattern CLUSTER =
            Pattern.compile("(?:arn:aws[a-z-]*:ecs:[a-z0-9-]+:\\d{12}:cluster/)?([A-Za-z0-9_-]{1,255})");

    private static final Pattern TASK =
            Pattern.compile("arn:aws[a-z-]*:ecs:[a-z0-9-]+:\\d{12}:task/([A-Za-z0-9_-]{1,255})/[A-Za-z0-9-]{1,64}");

    /** What becomes of standalone tasks that have stopped. */
    enum Tasks {
        @JsonProperty("restart")
        RESTART,
        @JsonProperty("ignore")
        IGNORE
    }

    /** What becomes of services with fewer tasks than they should have. */
    enum Services {
        /** They are told of, as items that failed; nothing is touched. */
        @JsonProperty("report")
        REPORT,
        /** A new deployment is forced, which replaces the healthy tasks as well. */
        @JsonProperty("redeploy")
        REDEPLOY,
        /** They are not looked at. */
        @JsonProperty("ignore")
        IGNORE
    }

    /** What becomes of a stopped task whose family was restarted as often as it may be. */
    enum OverCap {
        /** It is told of, as an item that failed, and stays as it is. */
        @JsonProperty("report")
        REPORT,
        /** It stays as it is. */
        @JsonProperty("leave")
        LEAVE
    }

    /** AmazonECS/latest/APIReference/API_RunTask.html. */
    enum Launch {
        EC2,
        EXTERNAL,
        FARGATE
    }

    Params {
        families = List.copyOf(families);
        containers = List.copyOf(containers);
        ignoreExitCodes = Set.copyOf(ignoreExitCodes);
        ignoreStopCodes = Set.copyOf(ignoreStopCodes);
        capacityProviderStrategy = List.copyOf(capacityProviderStrategy);
        serviceNames = List.copyOf(serviceNames);
        Refused.when(
                !CLUSTER.matcher(cluster).matches(), "cluster", "'" + cluster + "' is not a cluster's name or ARN");
        task.ifPresent(arn -> checkTask(arn, clusterName(cluster)));
        Refused.when(
                launchType.isPresent() && !capacityProviderStrategy.isEmpty(),
                "launchType",
                "stands beside capacityProviderStrategy: ECS takes one of them");
        Refused.when(atMost < 0 || atMost > AT_MOST_MOST, "atMost", atMost + " is not between 0 and " + AT_MOST_MOST);
        Refused.when(
                backOff.isNegative() || backOff.compareTo(LONGEST_BACK_OFF) > 0,
                "backOff",
                backOff + " is not between PT0S and " + LONGEST_BACK_OFF
                        + ": ECS shows a stopped task for an hour only");
        Refused.when(
                tasks == Tasks.IGNORE && services == Services.IGNORE,
                "services",
                "is ignore and tasks is too: nothing would be looked at");
    }

    @JsonCreator
    static Params read(
            @JsonProperty("cluster") Optional<String> cluster,
            @JsonProperty("task") Optional<String> task,
            @JsonProperty("tasks") Optional<Tasks> tasks,
            @JsonProperty("families") Optional<List<Glob>> families,
            @JsonProperty("containers") Optional<List<String>> containers,
            @JsonProperty("ignoreExitCodes") Optional<Set<Integer>> ignoreExitCodes,
            @JsonProperty("ignoreStopCodes") Optional<Set<String>> ignoreStopCodes,
            @JsonProperty("networkConfiguration") Optional<Network> networkConfiguration,
            @JsonProperty("launchType") Optional<Launch> launchType,
            @JsonProperty("capacityProviderStrategy") Optional<List<Provider>> capacityProviderStrategy,
            @JsonProperty("atMost") Optional<Integer> atMost,
            @JsonProperty("overCap") Optional<OverCap> overCap,
            @JsonProperty("backOff") Optional<Duration> backOff,
            @JsonProperty("services") Optional<Services> services,
            @JsonProperty("serviceNames") Optional<List<Glob>> serviceNames) {
        return new Params(
                cluster.orElseThrow(() -> new Refused("cluster", "is missing: the name or ARN of a cluster")),
                task,
                tasks.orElse(Tasks.RESTART),
                families.orElse(List.of()),
                containers.orElse(List.of()),
                ignoreExitCodes.orElse(Set.of(0)),
                ignoreStopCodes.orElse(MEANT),
                networkConfiguration,
                launchType,
                capacityProviderStrategy.orElse(List.of()),
                atMost.orElse(AT_MOST_DEFAULT),
                overCap.orElse(OverCap.REPORT),
                backOff.orElse(Duration.ofMinutes(1)),
                services.orElse(Services.REPORT),
                serviceNames.orElse(List.of()));
    }

    /** How long a task stays stopped if its family was restarted so often within the hour. */
    Duration backOffAfter(long restarts) {
        Duration wait = restarts == 0 ? Duration.ZERO : backOff;
        for (long doubled = 1; doubled < restarts && wait.compareTo(LONGEST_BACK_OFF) < 0; doubled++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait;
    }

    static boolean meets(List<Glob> patterns, String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    private static void checkTask(String arn, String cluster) {
        Matcher matcher = TASK.matcher(arn);
        Refused.when(!matcher.matches(), "task", "'" + arn + "' is not the ARN of a task, with its cluster in it");
        Refused.when(
                !matcher.group(1).equals(cluster),
                "task",
                "'" + arn + "' is of cluster " + matcher.group(1) + ", not of " + cluster);
    }

    private static String clusterName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}

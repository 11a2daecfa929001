package cloud.broom.ecsstoppedtasks;

import cloud.broom.task.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a service lacks tasks in a way that ECS does not mend by itself. Pure. A service whose tasks are one an instance is left
 * alone: how many it should have changes with the instances.
 */
final class ServiceRules {
    private final Params params;
    private final Instant asOf;

    ServiceRules(Params params, Instant asOf) {
        this.params = params;
        this.asOf = asOf;
    }

    List<Evidence> judge(Item item, ServiceState service) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.of("active", service.status().equals("ACTIVE"), service.status()));
        evidence.add(Evidence.of("replica", service.scheduling().equals("REPLICA"), service.scheduling()));
        if (!params.serviceNames().isEmpty()) {
            evidence.add(Evidence.of("serviceNames", Params.meets(params.serviceNames(), item.name()), item.name()));
        }
        evidence.add(Evidence.of("belowDesired", service.running() < service.desired(), service.counts()));
        evidence.add(lasting(service));
        evidence.add(Evidence.of(
                "noDeployment",
                !service.deploying(),
                service.deploying() ? "a deployment is in progress" : "no deployment is in progress"));
        if (params.services() == Params.Services.REDEPLOY) {
            evidence.add(Evidence.of("controller", service.controller().equals("ECS"), service.controller()));
            evidence.add(cap(service));
        }
        return evidence;
    }

    /** A task that is being replaced is no trouble; one whose replacements keep failing is. */
    private static Evidence lasting(ServiceState service) {
        boolean replaced = service.running() + service.pending() >= service.desired() && !service.failing();
        return Evidence.of(
                "lasting",
                !replaced,
                replaced
                        ? "ECS is replacing what is missing"
                        : service.failing() ? "tasks of its deployment keep failing" : "nothing is on its way");
    }

    /**
     * So many deployments an hour are no two closer than that part of an hour; all count, whoever forced them, since ECS tells of
     * the last only.
     */
    private Evidence cap(ServiceState service) {
        if (params.atMost() == 0) {
            return Evidence.of("atMost", false, "0 redeployments an hour at most");
        }
        Duration apart = Restarts.WINDOW.dividedBy(params.atMost());
        return service.deployedAt()
                .map(at -> Evidence.of(
                        "atMost",
                        !asOf.isBefore(at.plus(apart)),
                        "last deployed at " + at + ", " + params.atMost() + " redeployments an hour at most"))
                .orElseGet(() -> Evidence.unknown("atMost", "ECS does not say when it was last deployed"));
    }
}

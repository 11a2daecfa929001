package cloud.broom.local.delivery;

import cloud.broom.local.iam.Access;
import cloud.broom.local.iam.Decision;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.iam.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the service of a target by its ARN. Services are entered while the cloud is put together. */
public final class Targets {
    private final Map<String, Target> byService = new ConcurrentHashMap<>();
    private final Access access;

    public Targets(Access access) {
        this.access = access;
    }

    /** Enters a service under its name in ARNs. */
    public Targets add(String service, Target target) {
        byService.put(service, target);
        return this;
    }

    /** Whether there is something of that ARN that takes payloads. */
    public boolean has(String arn) {
        return service(arn).map(target -> target.has(arn)).orElse(false);
    }

    /** Hands a payload over, no matter whose it is: resource policies of targets are not evaluated. */
    public Handed hand(Delivery delivery) {
        Optional<Target> target = service(delivery.arn());
        if (target.isEmpty() || !target.get().has(delivery.arn())) {
            return Handed.refused("ResourceNotFound", "There is nothing of the ARN " + delivery.arn());
        }
        target.get().take(delivery);
        return Handed.ACCEPTED;
    }

    /** Hands a payload over if the caller's role allows it. */
    public Handed hand(Delivery delivery, Principal caller) {
        Optional<Target> target = service(delivery.arn());
        if (target.isPresent()) {
            Decision decision = access.decide(caller, Permission.of(target.get().action(), delivery.arn()));
            if (!decision.allowed()) {
                return Handed.refused("AccessDenied", decision.message());
            }
        }
        return hand(delivery);
    }

    private Optional<Target> service(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? Optional.empty() : Optional.ofNullable(byService.get(parts[2]));
    }
}

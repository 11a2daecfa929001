package cloud.broom.local.wire;

import cloud.broom.local.fault.Faults;
import cloud.broom.local.iam.Access;
import cloud.broom.local.iam.Decision;
import cloud.broom.local.iam.Keys;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.iam.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: which service, who calls, which operation, what is armed against it, is it allowed, then the
 * service's answer. Every failure leaves in the caller's protocol.
 */
public final class Front implements AutoCloseable {
    /** The scope that requests to this cloud's own controls are signed for. */
    public static final String CONTROL = "local";

    private static final Logger log = LoggerFactory.getLogger(Front.class);

    private final Map<String, Service> services;
    private final Keys keys;
    private final Access access;
    private final Faults faults;
    private final Calls calls;
    private final CountDownLatch closed = new CountDownLatch(1);

    public Front(List<Service> services, Keys keys, Access access, Faults faults, Calls calls) {
        this.services = services.stream().collect(Collectors.toUnmodifiableMap(Service::scope, Function.identity()));
        this.keys = keys;
        this.access = access;
        this.faults = faults;
        this.calls = calls;
    }

    /** The answer, or nothing where the connection is to be dropped after the effect. */
    Optional<Reply> handle(Arrival arrival) {
        Optional<Signature> signature = Signature.of(arrival.headers(), arrival.query());
        Optional<Service> service = signature.map(Signature::scope).map(services::get);
        Protocol protocol = service.map(called -> called.protocol().towards(arrival.unasked()))
                .orElseGet(arrival::likelyProtocol);
        try {
            if (signature.isEmpty()) {
                throw protocol.refuse(Refusal.UNSIGNED, "The request carries no access key");
            }
            String key = signature.get().accessKeyId();
            Principal principal = holder(key, protocol);
            String scope = signature.get().scope();
            Service called = service.orElseThrow(() -> AwsError.notImplemented("the service " + scope));
            return dispatch(called, called.protocol().read(arrival.by(called.name(), principal)), key);
        } catch (AwsError refused) {
            return Optional.of(protocol.error(refused, requestId()));
        } catch (RuntimeException bug) {
            log.error("The local cloud failed on {} {}", arrival.method(), arrival.path(), bug);
            return Optional.of(protocol.error(new AwsError(500, "InternalFailure", String.valueOf(bug)), requestId()));
        }
    }

    private Optional<Reply> dispatch(Service service, Request request, String key) {
        String call = request.call();
        calls.count(request.principal(), call);
        hold(faults.delay(call));
        // Asked anew: who was killed while the call was held does nothing more.
        Principal principal = holder(key, service.protocol());
        faults.refusal(call).ifPresent(fault -> {
            throw new AwsError(fault.status(), fault.code(), "A fault armed against " + call);
        });
        for (Permission permission : service.needs(request)) {
            Decision decision = access.decide(principal, permission);
            if (!decision.allowed()) {
                throw service.protocol().refuse(Refusal.DENIED, decision.message());
            }
        }
        Reply reply = service.answer(request);
        return faults.drops(call) ? Optional.empty() : Optional.of(reply);
    }

    private Principal holder(String key, Protocol protocol) {
        return keys.holder(key)
                .orElseThrow(() -> protocol.refuse(
                        Refusal.UNKNOWN_KEY, "The access key " + key + " is not one of the local cloud"));
    }

    static String requestId() {
        return UUID.randomUUID().toString();
    }

    private void hold(Duration length) {
        try {
            if (!length.isZero() && closed.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AwsError(503, "ServiceUnavailable", "The local cloud is closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsError(503, "ServiceUnavailable", "The local cloud is closing");
        }
    }

    /** Ends every delay at once, then the services. */
    @Override
    public void close() {
        closed.countDown();
        for (Service service : services.values()) {
            try {
                service.close();
            } catch (RuntimeException e) {
                log.error("{} does not close", service.name(), e);
            }
        }
    }
}

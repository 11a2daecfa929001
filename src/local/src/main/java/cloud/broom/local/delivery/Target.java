package cloud.broom.local.delivery;

/** A service that takes payloads from other services. */
public interface Target {
    /** The action a role must allow to hand it a payload, {@code lambda:InvokeFunction}. */
    String action();

    /** Whether there is something of that ARN. */
    boolean has(String arn);

    /** Takes the payload. Returns once it is accepted, not once it is worked off. */
    void take(Delivery delivery);
}

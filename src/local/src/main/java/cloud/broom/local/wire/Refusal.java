package cloud.broom.local.wire;

/** Why the front door turns a request away; each protocol has its own codes for it. */
public enum Refusal {
    /** No access key in the request. */
    UNSIGNED,
    /** An access key this cloud never issued. */
    UNKNOWN_KEY,
    /** The caller's policies do not allow it. */
    DENIED
}

package cloud.broom.local.wire;

/** One of the ways AWS services speak HTTP: where the operation stands, and how an error looks. */
public interface Protocol {
    /**
     * The same request with its operation, and its parameters or labels.
     *
     * @throws AwsError if there is no such operation
     */
    Request read(Request arrived);

    Reply error(AwsError error, String requestId);

    AwsError refuse(Refusal refusal, String message);

    /** The form in which this caller is to be answered; only a service that speaks several has more than one. */
    default Protocol towards(Request arrived) {
        return this;
    }
}

package cloud.broom.local.iam;

/**
 * What the policies say to one permission.
 *
 * @param allowed whether it may be done
 * @param message what AWS would tell the caller; empty if allowed
 */
public record Decision(boolean allowed, String message) {
    static final Decision ALLOW = new Decision(true, "");

    static Decision deny(Principal who, Permission what, String because) {
        return new Decision(
                false,
                "User: " + who.arn() + " is not authorized to perform: " + what.action() + " on resource: "
                        + what.resource() + " because " + because);
    }
}

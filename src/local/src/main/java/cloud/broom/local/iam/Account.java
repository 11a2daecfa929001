package cloud.broom.local.iam;

/**
 * The one account and region the local cloud plays.
 *
 * @param id twelve digits
 * @param region as in {@code us-east-1}; one region only
 */
public record Account(String id, String region) {
    /** The account that AWS's own examples have. */
    public static final String EXAMPLE = "123456789012";

    public Account {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("account id is not twelve digits: " + id);
        }
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new IllegalArgumentException("not a region: " + region);
        }
    }

    /** {@link #EXAMPLE} in that region. */
    public static Account in(String region) {
        return new Account(EXAMPLE, region);
    }

    /** {@code arn:aws:<service>:<region>:<account>:<resource>}. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
    }

    /** {@code arn:aws:iam::<account>:role/<name>}: IAM knows no region. */
    public String roleArn(String role) {
        return "arn:aws:iam::" + id + ":role/" + role;
    }
}

package cloud.broom.local.iam;

/**
 * Who calls: the operator, to whom everything is allowed, or a session of a role, bound by that role's policies.
 *
 * @param arn as {@code GetCallerIdentity} tells it
 * @param role the role's name; empty for the operator
 * @param session the function's name; {@code operator} for the operator
 */
public record Principal(String arn, String role, String session) {
    public Principal {
        if (session.isEmpty()) {
            throw new IllegalArgumentException("session is empty");
        }
    }

    /** The person at the machine. */
    public static Principal operator(Account account) {
        return new Principal("arn:aws:iam::" + account.id() + ":user/operator", "", "operator");
    }

    /** A function (or a schedule, or a rule) under its role. */
    public static Principal assumed(Account account, String role, String session) {
        return new Principal("arn:aws:sts::" + account.id() + ":assumed-role/" + role + "/" + session, role, session);
    }

    public boolean isOperator() {
        return role.isEmpty();
    }
}

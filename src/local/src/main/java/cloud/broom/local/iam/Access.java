package cloud.broom.local.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides requests as IAM does: an explicit Deny wins, then an Allow is needed, then it is denied.
 *
 * <p>Identity policies of the caller's role only. Permission boundaries, session policies and organisation policies are
 * not modelled; resource policies are kept by their services and not evaluated.
 */
public final class Access {
    private final Account account;
    private final Roles roles;

    public Access(Account account, Roles roles) {
        this.account = account;
        this.roles = roles;
    }

    public Decision decide(Principal who, Permission what) {
        if (who.isOperator()) {
            return Decision.ALLOW;
        }
        Permission full = new Permission(what.action(), what.resource(), context(who, what));
        List<Policy> policies = roles.of(who.role());
        if (policies.stream().anyMatch(policy -> policy.denies(full))) {
            return Decision.deny(who, what, "of an explicit deny in an identity-based policy");
        }
        return policies.stream().anyMatch(policy -> policy.allows(full))
                ? Decision.ALLOW
                : Decision.deny(who, what, "no identity-based policy allows the " + what.action() + " action");
    }

    /** Facts every request carries. The loopback endpoint stands for the TLS one, hence SecureTransport is true. */
    private Map<String, List<String>> context(Principal who, Permission what) {
        Map<String, List<String>> context = new HashMap<>(what.context());
        context.put("aws:PrincipalArn", List.of(account.roleArn(who.role())));
        context.put("aws:PrincipalAccount", List.of(account.id()));
        context.put("aws:ResourceAccount", List.of(account.id()));
        context.put("aws:RequestedRegion", List.of(account.region()));
        context.put("aws:SecureTransport", List.of("true"));
        return context;
    }
}

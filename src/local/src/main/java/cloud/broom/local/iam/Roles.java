package cloud.broom.local.iam;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The roles of the account with their identity policies. Thread-safe; a changed policy binds from the next request on. */
public final class Roles {
    private final Map<String, List<Policy>> policies = new ConcurrentHashMap<>();

    /** Makes or replaces a role. */
    public void put(String role, List<Policy> identityPolicies) {
        policies.put(role, List.copyOf(identityPolicies));
    }

    public void remove(String role) {
        policies.remove(role);
    }

    /** The policies of a role; none, hence nothing allowed, if there is no such role. */
    public List<Policy> of(String role) {
        return policies.getOrDefault(role, List.of());
    }
}

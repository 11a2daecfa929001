package cloud.broom.local.iam;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The access keys this cloud knows: the operator's, and one for each session of a role.
 *
 * <p>A caller is told apart by access key id alone. The signature is <em>not</em> verified, but for a presigned question to
 * STS, which is asked to prove something: whoever can reach the loopback interface and knows a key id is who that key says.
 * That is enough to find out whether a function's role allows what the function does, and no protection against another user
 * of the machine.
 *
 * <p>Thread-safe.
 */
public final class Keys {
    /** The operator's key, the same on every start, so that a shell can keep it. */
    public static final Credentials OPERATOR = new Credentials("AKIALOCALOPERATOR000", "local-operator", "");

    private final Account account;
    private final Map<String, Principal> byKey = new ConcurrentHashMap<>();
    private final Map<Principal, Credentials> issued = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();

    public Keys(Account account) {
        this.account = account;
        byKey.put(OPERATOR.accessKeyId(), Principal.operator(account));
    }

    /**
     * The key of that session of that role; the same key each time it is asked for.
     *
     * @param role its name, or its ARN
     */
    public Credentials issue(String role, String session) {
        return issued.computeIfAbsent(assumed(role, session), this::mint);
    }

    /** Ends the key of that session of that role: it is nobody's from now on, and the next one issued is another. */
    public void revoke(String role, String session) {
        Optional.ofNullable(issued.remove(assumed(role, session)))
                .ifPresent(revoked -> byKey.remove(revoked.accessKeyId()));
    }

    /** Whose key it is; empty if the cloud never issued it, or has ended it. */
    public Optional<Principal> holder(String accessKeyId) {
        return Optional.ofNullable(byKey.get(accessKeyId));
    }

    /** The whole of a key; empty as {@link #holder} is. */
    public Optional<Credentials> credentials(String accessKeyId) {
        return accessKeyId.equals(OPERATOR.accessKeyId())
                ? Optional.of(OPERATOR)
                : holder(accessKeyId).map(issued::get);
    }

    private Principal assumed(String role, String session) {
        return Principal.assumed(account, role.substring(role.lastIndexOf('/') + 1), session);
    }

    private Credentials mint(Principal principal) {
        String id = "ASIALOCAL%011d".formatted(number.incrementAndGet());
        byKey.put(id, principal);
        return new Credentials(id, "local-" + principal.session(), "local-session-of-" + principal.role());
    }
}

package cloud.broom.testkit.simulation;

import cloud.broom.approval.Decision;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who really signed that which plan may go. */
final class Consents {
    private final Map<RunId, Map<Digest, Set<Person>>> given = new HashMap<>();

    void signed(Person by, Decision what, RunId run, Digest digest) {
        if (what == Decision.APPROVE) {
            given.computeIfAbsent(run, any -> new HashMap<>())
                    .computeIfAbsent(digest, any -> new HashSet<>())
                    .add(by);
        }
    }

    int of(RunId run, Digest digest) {
        return given.getOrDefault(run, Map.of()).getOrDefault(digest, Set.of()).size();
    }

    /** Somebody who may approve: one and the same whatever session they are in. */
    enum Person {
        ANN("iam::123456789012:user/ann", "iam::123456789012:user/ann"),
        ADMIN("sts::123456789012:assumed-role/Admin/bob", "sts::123456789012:assumed-role/Admin/eve");

        private final String one;
        private final String other;

        Person(String one, String other) {
            this.one = "arn:aws:" + one;
            this.other = "arn:aws:" + other;
        }

        String session(boolean which) {
            return which ? one : other;
        }
    }
}

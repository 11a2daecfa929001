package cloud.broom.approval;

import cloud.broom.plan.Digest;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The approvals a run has been given. */
public record Approvals(@JsonValue List<Given> given) {
    public static final Approvals NONE = new Approvals(List.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Approvals {
        given = List.copyOf(given);
    }

    /** One approval: of the plan with this digest, and of no other. */
    public record Given(Principal by, Digest digest, Instant at) {}

    /** These and one more; a second one of the same plan by the same principal adds nothing. */
    public Approvals plus(Given more) {
        boolean known = given.stream()
                .anyMatch(one -> one.by().equals(more.by()) && one.digest().equals(more.digest()));
        if (known) {
            return this;
        }
        List<Given> all = new ArrayList<>(given);
        all.add(more);
        return new Approvals(all);
    }

    /** How many principals have approved the plan with this digest. */
    public long of(Digest digest) {
        return given.stream()
                .filter(one -> one.digest().equals(digest))
                .map(Given::by)
                .distinct()
                .count();
    }
}

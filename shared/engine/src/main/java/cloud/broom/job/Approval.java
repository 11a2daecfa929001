package cloud.broom.job;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a plan has to be approved before it is acted on, by how many people, and how long it waits for them.
 *
 * @param above a plan of more than any of these amounts needs approval; 0 items for every plan that has any
 * @param timeout how long a run waits to be approved, or for its limit to be lifted
 * @param onTimeout what becomes of it then
 * @param approvers how many principals have to approve it
 * @param irreversible whether more items that cannot be brought back than the stack allows unasked need approval
 * @param firstApply whether the first apply of a spec that was never applied needs approval
 */
public record Approval(
        SortedMap<Measure, Limit> above,
        Duration timeout,
        OnTimeout onTimeout,
        int approvers,
        Need irreversible,
        Need firstApply) {
    private static final Duration LONGEST = Duration.ofDays(30);

    /** What holds where a job says nothing. */
    public static final Approval DEFAULT =
            new Approval(new TreeMap<>(), Duration.ofDays(2), OnTimeout.CANCEL, 1, Need.REQUIRED, Need.WAIVED);

    /** How a run ends that nobody approved in time. */
    public enum OnTimeout {
        @JsonProperty("cancel")
        CANCEL,
        @JsonProperty("fail")
        FAIL
    }

    public Approval {
        above = Collections.unmodifiableSortedMap(new TreeMap<>(above));
        Refused.when(
                timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0,
                "timeout",
                timeout + " is not more than PT0S and at most " + LONGEST);
        Refused.when(approvers < 1 || approvers > 2, "approvers", approvers + " is not 1 or 2");
    }

    @JsonCreator
    static Approval read(
            @JsonProperty("above") Optional<JsonNode> above,
            @JsonProperty("timeout") Optional<Duration> timeout,
            @JsonProperty("onTimeout") Optional<OnTimeout> onTimeout,
            @JsonProperty("approvers") Optional<Integer> approvers,
            @JsonProperty("irreversible") Optional<Need> irreversible,
            @JsonProperty("firstApply") Optional<Need> firstApply) {
        return new Approval(
                above.filter(given -> !given.isNull()).map(Approval::amounts).orElse(DEFAULT.above),
                timeout.orElse(DEFAULT.timeout),
                onTimeout.orElse(DEFAULT.onTimeout),
                approvers.orElse(DEFAULT.approvers),
                irreversible.orElse(DEFAULT.irreversible),
                firstApply.orElse(DEFAULT.firstApply));
    }

    @JsonProperty("above")
    JsonNode aboveJson() {
        return Limits.json(above);
    }

    private static SortedMap<Measure, Limit> amounts(JsonNode node) {
        Refused.when(!node.isObject(), "above", "is not an object with amounts");
        try {
            Map<Measure, Limit> amounts = Limits.amounts(node, "");
            return new TreeMap<>(amounts);
        } catch (Refused misfit) {
            throw misfit.within("above");
        }
    }
}

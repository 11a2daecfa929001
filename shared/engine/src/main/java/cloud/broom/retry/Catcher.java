package cloud.broom.retry;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * One rule of a Catch array of the Amazon States Language, consulted when an error is retried no more.
 *
 * @param errorEquals the error names it is for
 * @param next what becomes of the run
 */
public record Catcher(@JsonProperty("ErrorEquals") List<String> errorEquals, @JsonProperty("Next") Next next) {
    /** Where a run goes that cannot go on. */
    public enum Next {
        /** It ends FAILED. */
        @JsonProperty("fail")
        FAIL,
        /** It ends PARTIAL: what was done is what was wanted, as far as it got. */
        @JsonProperty("settle-partial")
        SETTLE_PARTIAL
    }

    public Catcher {
        errorEquals = List.copyOf(errorEquals);
        ErrorMatch.check(errorEquals);
    }

    @JsonCreator
    static Catcher read(
            @JsonProperty("ErrorEquals") Optional<List<String>> errorEquals,
            @JsonProperty("Next") Optional<Next> next) {
        return new Catcher(
                errorEquals.orElseThrow(() -> new Refused("ErrorEquals", "is missing")),
                next.orElseThrow(() -> new Refused("Next", "is missing: fail or settle-partial")));
    }

    /** The first catcher in the list that is for the error decides. */
    public static Next decide(List<Catcher> catchers, ErrorName error) {
        return catchers.stream()
                .filter(catcher -> ErrorMatch.matches(catcher.errorEquals, error))
                .findFirst()
                .map(Catcher::next)
                .orElse(Next.FAIL);
    }

    /**
     * What the language asks of a list: {@code States.ALL} only in the last rule.
     *
     * @throws Refused if it stands in an earlier one
     */
    public static void check(List<Catcher> rules) {
        ErrorMatch.lastOnly(rules.stream().map(Catcher::errorEquals).toList(), "catch");
    }
}

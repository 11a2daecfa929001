package cloud.broom.local.pattern;

import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Ruler;

/** A pattern that JSON matches or does not, judged by the library EventBridge itself is built on. */
public record EventPattern(String json) {
    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    public EventPattern {
        String problem = JsonRuleCompiler.check(json);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /**
     * Whether a JSON object matches.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    public boolean matches(String event) {
        try {
            return Ruler.matchesRule(event, json);
        } catch (Exception e) { // as the library declares it
            throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
        }
    }
}

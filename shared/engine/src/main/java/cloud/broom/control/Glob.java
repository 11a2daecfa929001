package cloud.broom.control;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;

/**
 * A pattern over whole texts, as IAM has it for resources: {@code *} is any characters, {@code /} among them, {@code ?} is any one
 * character, and every other character is itself (IAM/latest/UserGuide/reference_policies_elements_resource.html). So every text
 * is a pattern, and one that is taken more widely than was meant protects more, never less. Matching never takes longer than the
 * pattern's length times the text's.
 */
public record Glob(@JsonValue String pattern) {
    /** As a sort key it shares 1,024 bytes with a job's name. */
    private static final int BYTES = 900;

    /**
     * A pattern.
     *
     * @throws Refused if it is empty or longer than 900 bytes
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Glob {
        Refused.when(pattern.isEmpty(), "", "is empty: a pattern such as logs/2026/*");
        Refused.when(
                pattern.getBytes(StandardCharsets.UTF_8).length > BYTES,
                "",
                "is longer than " + BYTES + " bytes: shorten it with *");
    }

    /** Whether it has no {@code *} and no {@code ?}, and so is for one text only. */
    boolean exact() {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    /** Whether the whole text is as the pattern says. */
    public boolean matches(String text) {
        int at = 0;
        int next = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (next < pattern.length() && fits(next, text, at)) {
                at += pattern.charAt(next) == '?' ? width(text, at) : 1;
                next++;
            } else if (star >= 0) {
                // What an earlier star took in need never be tried again: the last one can take in as much.
                resume += width(text, resume);
                at = resume;
                next = star + 1;
            } else {
                return false;
            }
        }
        return pattern.chars().skip(next).allMatch(rest -> rest == '*');
    }

    private boolean fits(int next, String text, int at) {
        return pattern.charAt(next) == '?' || pattern.charAt(next) == text.charAt(at);
    }

    /** A character beyond the first plane is two chars, and one to a reader. */
    private static int width(String text, int at) {
        return Character.charCount(text.codePointAt(at));
    }

    @Override
    public String toString() {
        return pattern;
    }
}

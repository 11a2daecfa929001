package cloud.broom.telling;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where it is that something has happened, as people call it.
 *
 * @param stack the stack's name; empty if it has none
 */
public record Site(String stack) {
    public static final Site UNNAMED = new Site("");

    private static final Pattern ARN = Pattern.compile("arn:[^:]+:lambda:([^:]+):([0-9]{12}):function:.+");

    /**
     * Stack, account and region.
     *
     * @param function that tells of it: account and region are known of an ARN only
     */
    public String of(String function) {
        Matcher arn = ARN.matcher(function);
        if (!arn.matches()) {
            return stack.isEmpty() ? "" : ", " + stack;
        }
        String named = stack.isEmpty() ? arn.group(2) : stack + " " + arn.group(2);
        return ", " + named + ", " + arn.group(1);
    }
}

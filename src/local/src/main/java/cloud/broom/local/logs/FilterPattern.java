package cloud.broom.local.logs;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lines are asked for: plain terms, all of which must occur, such as {@code Error "timed out"}; or conditions on the members
 * of JSON lines joined by {@code &&}, such as {@code { $.run = "x" && $.level != "INFO" }}, where {@code *} in a text matches
 * anything. Other patterns of CloudWatch Logs are answered with 501 rather than misread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter and pattern syntax</a>
 */
final class FilterPattern {
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*\\(?\\s*\\$((?:\\.[A-Za-z0-9_@-]+)+)\\s*(!=|=|<=|>=|<|>)\\s*(\"[^\"]*\"|-?[0-9.]+|[A-Za-z0-9_.*:/-]+)\\s*\\)?\\s*");
    private static final Pattern TERM = Pattern.compile("\\s*(\"[^\"]*\"|[A-Za-z0-9_.:/#=@-]+)\\s*");

    private final List<Predicate<String>> tests;

    private FilterPattern(List<Predicate<String>> tests) {
        this.tests = List.copyOf(tests);
    }

    /**
     * Reads a pattern; an empty one takes every line.
     *
     * @throws AwsError 501 for one that is not known here
     */
    static FilterPattern parse(String pattern) {
        String text = pattern.strip();
        List<Predicate<String>> tests = new ArrayList<>();
        if (text.startsWith("{") && text.endsWith("}")) {
            List<Predicate<JsonNode>> conditions = conditions(text);
            tests.add(line -> holds(conditions, line));
        } else {
            Matcher term = TERM.matcher(text);
            while (term.regionStart() < text.length()) {
                if (!term.lookingAt() || term.group(1).startsWith("-")) {
                    throw unknown(pattern);
                }
                String wanted = unquoted(term.group(1));
                tests.add(line -> line.contains(wanted));
                term.region(term.end(), text.length());
            }
        }
        return new FilterPattern(tests);
    }

    boolean matches(String line) {
        return tests.stream().allMatch(test -> test.test(line));
    }

    private static List<Predicate<JsonNode>> conditions(String text) {
        List<Predicate<JsonNode>> conditions = new ArrayList<>();
        for (String part : text.substring(1, text.length() - 1).split("&&", -1)) {
            Matcher condition = CONDITION.matcher(part);
            if (!condition.matches()) {
                throw unknown(text);
            }
            conditions.add(
                    condition(condition.group(1).replace('.', '/'), condition.group(2), condition.group(3), text));
        }
        return conditions;
    }

    private static Predicate<JsonNode> condition(String pointer, String operator, String value, String whole) {
        if (operator.equals("=") || operator.equals("!=")) {
            String wanted = unquoted(value);
            Pattern like = Pattern.compile(Pattern.quote(wanted).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
            boolean equal = operator.equals("=");
            return line -> !line.at(pointer).isMissingNode()
                    && like.matcher(line.at(pointer).asText()).matches() == equal;
        }
        if (!value.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw unknown(whole);
        }
        double limit = Double.parseDouble(value);
        return line -> line.at(pointer).isNumber() && compares(line.at(pointer).asDouble(), operator, limit);
    }

    private static boolean compares(double value, String operator, double limit) {
        return switch (operator) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            default -> value >= limit;
        };
    }

    private static boolean holds(List<Predicate<JsonNode>> conditions, String line) {
        if (!line.startsWith("{")) {
            return false;
        }
        try {
            JsonNode tree = Json.read(line);
            return conditions.stream().allMatch(condition -> condition.test(tree));
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    private static AwsError unknown(String pattern) {
        return AwsError.notImplemented("the filter pattern " + pattern);
    }
}

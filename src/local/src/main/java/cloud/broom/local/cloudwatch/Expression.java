package cloud.broom.local.cloudwatch;

import cloud.broom.local.wire.AwsError;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metric math, point by point: {@code + - * /}, parentheses, numbers, ids and {@code FILL(id, number)}. Where an operand has no
 * value neither has the result. Everything else of CloudWatch's is answered with 501.
 */
final class Expression {
    /** The value at a time, given the values of ids at that time. */
    interface Term extends Function<Function<String, Optional<Double>>, Optional<Double>> {}

    private static final Pattern TOKEN = Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?|[A-Za-z][A-Za-z0-9_]*|[-+*/(),])");

    private final String text;
    private final Matcher tokens;
    private String token = "";

    private Expression(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
        next();
    }

    /**
     * Reads an expression.
     *
     * @throws AwsError 501 if it has anything that is not known here
     */
    static Term parse(String text) {
        Expression expression = new Expression(text);
        Term term = expression.sum();
        if (!expression.token.isEmpty()) {
            throw expression.unknown();
        }
        return term;
    }

    private Term sum() {
        Term left = product();
        while (token.equals("+") || token.equals("-")) {
            boolean plus = take().equals("+");
            Term before = left;
            Term right = product();
            left = ids -> both(before.apply(ids), right.apply(ids), (a, b) -> plus ? a + b : a - b);
        }
        return left;
    }

    private Term product() {
        Term left = operand();
        while (token.equals("*") || token.equals("/")) {
            boolean times = take().equals("*");
            Term before = left;
            Term right = operand();
            left = ids -> both(before.apply(ids), right.apply(ids), (a, b) -> times ? a * b : a / b)
                    .filter(Double::isFinite);
        }
        return left;
    }

    private Term operand() {
        String first = take();
        if (first.equals("(")) {
            Term inner = sum();
            expect(")");
            return inner;
        }
        if (first.equals("FILL")) {
            expect("(");
            Term filled = sum();
            expect(",");
            double with = Double.parseDouble(number(take()));
            expect(")");
            return ids -> Optional.of(filled.apply(ids).orElse(with));
        }
        if (first.matches("[0-9].*")) {
            double constant = Double.parseDouble(first);
            return ids -> Optional.of(constant);
        }
        if (first.matches("[a-z][A-Za-z0-9_]*") && !token.equals("(")) {
            return ids -> ids.apply(first);
        }
        throw unknown();
    }

    private String number(String given) {
        if (!given.matches("[0-9].*")) {
            throw unknown();
        }
        return given;
    }

    private void expect(String wanted) {
        if (!take().equals(wanted)) {
            throw unknown();
        }
    }

    private String take() {
        String taken = token;
        next();
        return taken;
    }

    private void next() {
        if (tokens.lookingAt()) {
            token = tokens.group(1);
            tokens.region(tokens.end(), text.length());
        } else {
            token = text.substring(tokens.regionStart()).isBlank() ? "" : "?";
        }
    }

    private AwsError unknown() {
        return AwsError.notImplemented("the metric math expression " + text);
    }

    private static Optional<Double> both(Optional<Double> a, Optional<Double> b, Arithmetic by) {
        return a.flatMap(left -> b.map(right -> by.of(left, right)));
    }

    private interface Arithmetic {
        double of(double left, double right);
    }
}

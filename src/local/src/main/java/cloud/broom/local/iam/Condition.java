package cloud.broom.local.iam;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * One condition of a statement: an operator, a key, and the values it is compared with.
 *
 * <p>What cannot be judged, an operator not built here, a key the request is not known to have, a policy variable, is
 * neither met nor unmet: the statement decides, and fails closed.
 */
record Condition(String operator, String key, List<String> values) {
    private static final Map<String, BiPredicate<String, String>> POSITIVE = Map.ofEntries(
            Map.entry("StringEquals", String::equals),
            Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
            Map.entry("StringLike", (fact, value) -> Wildcard.matches(value, fact)),
            Map.entry("ArnEquals", (fact, value) -> Wildcard.matches(value, fact)),
            Map.entry("ArnLike", (fact, value) -> Wildcard.matches(value, fact)),
            Map.entry("Bool", String::equalsIgnoreCase),
            Map.entry("NumericEquals", (fact, value) -> compare(fact, value) == 0),
            Map.entry("NumericLessThan", (fact, value) -> compare(fact, value) < 0),
            Map.entry("NumericLessThanEquals", (fact, value) -> compare(fact, value) <= 0),
            Map.entry("NumericGreaterThan", (fact, value) -> compare(fact, value) > 0),
            Map.entry("NumericGreaterThanEquals", (fact, value) -> compare(fact, value) >= 0));

    private static final Map<String, String> NEGATIVE = Map.of(
            "StringNotEquals", "StringEquals",
            "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
            "StringNotLike", "StringLike",
            "ArnNotEquals", "ArnEquals",
            "ArnNotLike", "ArnLike",
            "NumericNotEquals", "NumericEquals");

    Condition {
        values = List.copyOf(values);
    }

    /**
     * Whether the condition is met.
     *
     * @param unjudged the answer where it cannot be judged
     */
    boolean holds(Map<String, List<String>> context, boolean unjudged) {
        Optional<List<String>> facts = facts(context);
        if (facts.isEmpty() || values.stream().anyMatch(value -> value.contains("${"))) {
            return unjudged;
        }
        try {
            return judge(facts.get()).orElse(unjudged);
        } catch (NumberFormatException notANumber) {
            return unjudged;
        }
    }

    private Optional<Boolean> judge(List<String> facts) {
        boolean absent = facts.isEmpty();
        if (operator.equals("Null")) {
            return Optional.of(values.contains(String.valueOf(absent)));
        }
        boolean forAll = operator.startsWith("ForAllValues:");
        boolean ifExists = operator.endsWith("IfExists");
        String plain = operator.replaceFirst("^For(AllValues|AnyValue):", "").replaceFirst("IfExists$", "");
        boolean negated = NEGATIVE.containsKey(plain);
        BiPredicate<String, String> test = POSITIVE.get(NEGATIVE.getOrDefault(plain, plain));
        if (test == null) {
            return Optional.empty();
        }
        boolean every = forAll || (negated && !operator.startsWith("ForAnyValue:"));
        if (absent) {
            return Optional.of(every || ifExists);
        }
        Predicate<String> met = fact -> values.stream().anyMatch(value -> test.test(fact, value)) != negated;
        return Optional.of(every ? facts.stream().allMatch(met) : facts.stream().anyMatch(met));
    }

    /** Condition keys are compared without regard to case. */
    private Optional<List<String>> facts(Map<String, List<String>> context) {
        String wanted = key.toLowerCase(Locale.ROOT);
        return context.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(wanted))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static int compare(String fact, String value) {
        return new BigDecimal(fact).compareTo(new BigDecimal(value));
    }
}

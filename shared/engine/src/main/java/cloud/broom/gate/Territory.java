package cloud.broom.gate;

import java.util.Optional;
import java.util.Set;

/**
 * Where runs may be: in these accounts and these regions, any if none is named.
 *
 * @param accounts account ids
 * @param regions as {@code eu-central-1}
 */
public record Territory(Set<String> accounts, Set<String> regions) {
    public static final Territory ANYWHERE = new Territory(Set.of(), Set.of());

    private static final int ARN_PARTS = 6;
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    public Territory {
        accounts = Set.copyOf(accounts);
        regions = Set.copyOf(regions);
    }

    /**
     * Why nothing may run here; empty if it may.
     *
     * @param function the ARN of the function that answers
     */
    public Optional<String> refusal(String function) {
        if (accounts.isEmpty() && regions.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = function.split(":", ARN_PARTS + 1);
        if (parts.length < ARN_PARTS) {
            return Optional.of(
                    "where function " + function + " runs cannot be told, and the stack allows only " + allowed());
        }
        boolean inside = holds(accounts, parts[ACCOUNT]) && holds(regions, parts[REGION]);
        return inside
                ? Optional.empty()
                : Optional.of("the stack allows no run in account " + parts[ACCOUNT] + ", region " + parts[REGION]
                        + ", only " + allowed() + ": change its parameters AllowedAccounts and AllowedRegions");
    }

    private String allowed() {
        return "accounts " + shown(accounts) + " and regions " + shown(regions);
    }

    private static String shown(Set<String> names) {
        return names.isEmpty()
                ? "(any)"
                : String.join(", ", names.stream().sorted().toList());
    }

    private static boolean holds(Set<String> allowed, String one) {
        return allowed.isEmpty() || allowed.contains(one);
    }
}

package cloud.broom.aws;

import cloud.broom.Bounds;
import cloud.broom.gate.OwnStack;
import cloud.broom.gate.Territory;
import cloud.broom.job.Limit;
import cloud.broom.job.Limits;
import cloud.broom.job.Measure;
import cloud.broom.json.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What template.yaml tells a function of its stack, read once when the function starts.
 *
 * @param table the state table's name
 * @param bucket the record bucket's name
 * @param topic the alert topic's ARN
 * @param bus the event bus's name
 * @param stack the stack's name
 * @param queue the URL of the queue of calls that were given up; only the watchdog is told
 * @param approverAccounts accounts whose principals may approve a plan; its own is always one
 * @param territory the accounts and regions it may run in
 */
public record Environment(
        String table,
        String bucket,
        String topic,
        String bus,
        String stack,
        Optional<String> queue,
        Set<String> approverAccounts,
        Bounds bounds,
        Territory territory) {
    private static final Map<Measure, String> PER_RUN = Map.of(
            Measure.ITEMS, "BROOM_MAX_ITEMS",
            Measure.PERCENT, "BROOM_MAX_PERCENT",
            Measure.BYTES, "BROOM_MAX_BYTES",
            Measure.USD, "BROOM_MAX_USD");

    /** A day has no whole to take a percentage of. */
    private static final Map<Measure, String> PER_DAY = Map.of(
            Measure.ITEMS, "BROOM_MAX_ITEMS_PER_DAY",
            Measure.BYTES, "BROOM_MAX_BYTES_PER_DAY",
            Measure.USD, "BROOM_MAX_USD_PER_DAY");

    private static final Pattern TOPIC = Pattern.compile("arn:[^:]+:sns:[^:]*:(\\d{12}):.+");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    public Environment {
        approverAccounts = Set.copyOf(approverAccounts);
    }

    /**
     * Reads the variables {@code BROOM_*}.
     *
     * @throws IllegalStateException naming the variable that is missing or is no whole number
     */
    public static Environment read(Map<String, String> variables) {
        return new Environment(
                required(variables, "BROOM_TABLE"),
                required(variables, "BROOM_BUCKET"),
                required(variables, "BROOM_TOPIC"),
                required(variables, "BROOM_BUS"),
                required(variables, "BROOM_STACK"),
                Optional.ofNullable(variables.get("BROOM_QUEUE")).filter(url -> !url.isBlank()),
                approvers(variables),
                new Bounds(
                        ceiling(variables),
                        number(variables, "BROOM_MAX_IRREVERSIBLE_UNASKED")
                                .map(Limit::of)
                                .orElse(Bounds.DEFAULT.unasked()),
                        number(variables, "BROOM_PART_ITEMS")
                                .map(Math::toIntExact)
                                .orElse(Bounds.DEFAULT.partItems()),
                        Bounds.DEFAULT.margin()),
                new Territory(names(variables, "BROOM_ACCOUNTS"), names(variables, "BROOM_REGIONS")));
    }

    /** What of the stack's no job touches. */
    OwnStack own() {
        return new OwnStack(stack, List.of(table, bucket, topic, bus));
    }

    private static Set<String> names(Map<String, String> variables, String name) {
        return Pattern.compile(",")
                .splitAsStream(variables.getOrDefault(name, ""))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A stack's topic is of the stack's account. */
    private static Set<String> approvers(Map<String, String> variables) {
        String topic = required(variables, "BROOM_TOPIC");
        Matcher arn = TOPIC.matcher(topic);
        if (!arn.matches()) {
            throw new IllegalStateException("environment variable BROOM_TOPIC is not the ARN of a topic: " + topic);
        }
        String more = variables.getOrDefault("BROOM_APPROVER_ACCOUNTS", "");
        Set<String> accounts = new HashSet<>(Set.of(arn.group(1)));
        for (String account : more.isBlank() ? new String[0] : more.split(",", -1)) {
            if (!ACCOUNT.matcher(account.strip()).matches()) {
                throw new IllegalStateException("environment variable BROOM_APPROVER_ACCOUNTS: '" + account.strip()
                        + "' is not the id of an account, twelve digits");
            }
            accounts.add(account.strip());
        }
        return accounts;
    }

    private static Limits ceiling(Map<String, String> variables) {
        SortedMap<Measure, Limit> run = new TreeMap<>(Bounds.DEFAULT.ceiling().run());
        SortedMap<Measure, Limit> day = new TreeMap<>();
        PER_RUN.forEach((measure, name) -> limit(variables, name, measure).ifPresent(limit -> run.put(measure, limit)));
        PER_DAY.forEach((measure, name) -> limit(variables, name, measure).ifPresent(limit -> day.put(measure, limit)));
        return new Limits(run, day);
    }

    private static Optional<Limit> limit(Map<String, String> variables, String name, Measure measure) {
        try {
            return Optional.ofNullable(variables.get(name)).map(measure::read);
        } catch (Refused misfit) {
            throw new IllegalStateException("environment variable " + name + ": " + misfit.problem(), misfit);
        }
    }

    private static String required(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        "environment variable " + name + " is not set: deploy with template.yaml"));
    }

    private static Optional<Long> number(Map<String, String> variables, String name) {
        try {
            return Optional.ofNullable(variables.get(name)).map(Long::valueOf);
        } catch (NumberFormatException malformed) {
            throw new IllegalStateException(
                    "environment variable " + name + " is not a whole number: " + variables.get(name), malformed);
        }
    }
}

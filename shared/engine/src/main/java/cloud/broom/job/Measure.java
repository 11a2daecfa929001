package cloud.broom.job;

import cloud.broom.json.Refused;
import cloud.broom.task.Usd;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** What a limit bounds. Each is counted in a whole number of its smallest unit. */
public enum Measure {
    ITEMS("items", 0, "a whole number"),
    /** Of what was scanned, in hundredths of a percent. */
    PERCENT("percent", 2, "a number from 0 to 100, of at most two digits after the point"),
    BYTES("bytes", 0, "a whole number, or one with a unit such as 500GiB"),
    /** What it saves each month, by list price, in billionths of a dollar. */
    USD("usd", 9, "a number of dollars");

    private static final String UNLIMITED = "unlimited";
    private static final long ALL = 10_000;

    private final String key;
    private final int digits;
    private final String expected;

    Measure(String key, int digits, String expected) {
        this.key = key;
        this.digits = digits;
        this.expected = expected;
    }

    /** As it stands in a spec. */
    public String key() {
        return key;
    }

    /** An amount for a reader, with its unit. */
    public String show(long amount) {
        return switch (this) {
            case ITEMS -> String.format(Locale.ROOT, "%,d", amount);
            case PERCENT -> written(amount).toPlainString() + " %";
            case BYTES -> ByteSize.show(amount);
            case USD -> new Usd(amount).toString();
        };
    }

    /**
     * Reads a limit of this measure from text, as an environment variable holds it.
     *
     * @throws Refused if it is none
     */
    public Limit read(String text) {
        return parsed(text).orElseThrow(() -> misfit("'" + text + "'"));
    }

    Limit read(JsonNode node) {
        boolean text = node.isTextual() && (this == BYTES || node.asText().equals(UNLIMITED));
        return Optional.of(node)
                .filter(one -> text || one.isNumber())
                .flatMap(one -> parsed(one.isNumber() ? one.decimalValue().toPlainString() : one.asText()))
                .orElseThrow(() -> misfit(node.toString()));
    }

    private Optional<Limit> parsed(String text) {
        if (text.equals(UNLIMITED)) {
            return Optional.of(new Limit.Unlimited());
        }
        try {
            long amount = this == BYTES ? ByteSize.read(text) : amount(new BigDecimal(text));
            boolean fits = amount >= 0 && (this != PERCENT || amount <= ALL);
            return fits ? Optional.of(Limit.of(amount)) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** An amount as it stands in a spec. */
    BigDecimal written(long amount) {
        BigDecimal plain = BigDecimal.valueOf(amount, digits).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private long amount(BigDecimal number) {
        return number.movePointRight(digits).longValueExact();
    }

    private Refused misfit(String value) {
        return new Refused(key, value + " is not a limit: write " + expected + ", or unlimited");
    }
}

package cloud.broom.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount of US dollars, to the billionth: a gigabyte-month of storage costs cents, a small object some billionths, and many add up. */
public record Usd(long nanos) {
    public static final Usd ZERO = new Usd(0);

    private static final int DIGITS = 9;
    private static final long TENTH = 100_000_000;
    private static final long CENT = 10_000_000;
    private static final long MILLIONTH = 1000;

    /** So many dollars; what is below a billionth is rounded off. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Usd of(BigDecimal dollars) {
        return new Usd(dollars.setScale(DIGITS, RoundingMode.HALF_UP)
                .movePointRight(DIGITS)
                .longValueExact());
    }

    public Usd plus(Usd more) {
        return new Usd(nanos + more.nanos);
    }

    public Usd minus(Usd less) {
        return new Usd(nanos - less.nanos);
    }

    @JsonValue
    public BigDecimal dollars() {
        return BigDecimal.valueOf(nanos, DIGITS);
    }

    /** For a reader: cents, or more digits where cents would show nothing. */
    @Override
    public String toString() {
        boolean small = Math.abs(nanos) < TENTH && nanos % CENT != 0;
        int digits = !small ? 2 : nanos % MILLIONTH == 0 ? 6 : DIGITS;
        return "$" + dollars().setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
}

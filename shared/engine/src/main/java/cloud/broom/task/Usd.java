package cloud.broom.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** An amount of US dollars, to the millionth: a gigabyte-month of storage costs cents, a small object far less. */
public record Usd(long micros) {
    public static final Usd ZERO = new Usd(0);

    private static final int DIGITS = 6;

    /** So many dollars; what is below a millionth is rounded off. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Usd of(BigDecimal dollars) {
        return new Usd(dollars.setScale(DIGITS, RoundingMode.HALF_UP)
                .movePointRight(DIGITS)
                .longValueExact());
    }

    public Usd plus(Usd more) {
        return new Usd(micros + more.micros);
    }

    public Usd minus(Usd less) {
        return new Usd(micros - less.micros);
    }

    @JsonValue
    public BigDecimal dollars() {
        return BigDecimal.valueOf(micros, DIGITS);
    }

    /** For a reader: cents, or more digits where cents would show nothing. */
    @Override
    public String toString() {
        int digits = Math.abs(micros) < 100_000 && micros % 10_000 != 0 ? DIGITS : 2;
        return String.format(Locale.ROOT, "$%s", dollars().setScale(digits, RoundingMode.HALF_UP));
    }
}

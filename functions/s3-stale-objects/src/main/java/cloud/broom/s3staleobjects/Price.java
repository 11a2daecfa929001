package cloud.broom.s3staleobjects;

import cloud.broom.task.Usd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/**
 * What storing an object costs each month, by the list price of its storage class in us-east-1, first tier
 * (aws.amazon.com/s3/pricing, 2026): an estimate, since regions, tiers, minimum sizes and durations differ.
 */
final class Price {
    private static final BigDecimal STANDARD = new BigDecimal("0.023");

    /** Dollars for a GB of 2^30 bytes; a class that is not named is taken for STANDARD. */
    private static final Map<String, BigDecimal> OF_A_GB = Map.of(
            "STANDARD_IA", new BigDecimal("0.0125"),
            "ONEZONE_IA", new BigDecimal("0.01"),
            "GLACIER_IR", new BigDecimal("0.004"),
            "GLACIER", new BigDecimal("0.0036"),
            "DEEP_ARCHIVE", new BigDecimal("0.00099"),
            "REDUCED_REDUNDANCY", new BigDecimal("0.024"));

    private static final BigDecimal GB = BigDecimal.valueOf(1L << 30);

    private Price() {}

    static Usd monthly(String storageClass, long bytes) {
        BigDecimal gigabytes = BigDecimal.valueOf(bytes).divide(GB, MathContext.DECIMAL64);
        return Usd.of(gigabytes.multiply(OF_A_GB.getOrDefault(storageClass, STANDARD)));
    }
}

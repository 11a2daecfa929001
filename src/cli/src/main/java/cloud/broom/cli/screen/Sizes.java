package cloud.broom.cli.screen;

import java.util.List;
import java.util.Locale;

/** Bytes as a person reads them: {@code 1.5 MiB}. */
public final class Sizes {
    private static final double STEP = 1024;
    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private Sizes() {}

    public static String of(long bytes) {
        double value = bytes;
        String unit = "B";
        for (String larger : UNITS) {
            if (value < STEP) {
                break;
            }
            value /= STEP;
            unit = larger;
        }
        return unit.equals("B") ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, unit);
    }
}

package cloud.broom.job;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them. Units of 1,000 and of 1,024 are both in use, and are told apart as IEC 80000-13 has it. */
final class ByteSize {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})(?:([KMGTP])(i?))?B?");
    private static final String POWERS = "KMGTP";

    private ByteSize() {}

    /**
     * Reads a size.
     *
     * @throws NumberFormatException if it is none
     * @throws ArithmeticException if it is more than a long holds
     */
    static long read(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new NumberFormatException("not a size: " + text);
        }
        long step = "i".equals(size.group(3)) ? 1024 : 1000;
        long bytes = Long.parseLong(size.group(1));
        int power = Optional.ofNullable(size.group(2)).map(POWERS::indexOf).orElse(-1);
        for (int i = 0; i <= power; i++) {
            bytes = Math.multiplyExact(bytes, step);
        }
        return bytes;
    }

    static String show(long bytes) {
        double shown = bytes;
        int power = -1;
        while (shown >= 1024 && power + 1 < POWERS.length()) {
            shown /= 1024;
            power++;
        }
        return power < 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %ciB", shown, POWERS.charAt(power));
    }
}

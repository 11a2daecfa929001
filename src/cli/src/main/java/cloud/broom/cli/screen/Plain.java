package cloud.broom.cli.screen;

/** Text of others made safe to show: a key or a reason may hold what a terminal would obey. */
public final class Plain {
    private Plain() {}

    /**
     * The text on one line: control and format characters (escape sequences, line breaks, direction overrides), lone
     * surrogates and private ones are shown by their number, as {@code \\u{1b}}.
     */
    public static String text(String untrusted) {
        StringBuilder safe = new StringBuilder(untrusted.length());
        untrusted.codePoints().forEach(point -> append(safe, point));
        return safe.toString();
    }

    /** The same, no longer than so many characters; what is left out is told by three dots. */
    public static String text(String untrusted, int most) {
        String safe = text(untrusted);
        return safe.length() <= most ? safe : safe.substring(0, Math.max(0, most - 3)) + "...";
    }

    /** A word of a command line, quoted for a shell where it has to be. */
    public static String word(Object argument) {
        String safe = text(argument.toString());
        return safe.matches("[\\w./:@%+=-]+") ? safe : "'" + safe.replace("'", "'\\''") + "'";
    }

    private static void append(StringBuilder safe, int point) {
        if (obeyed(point)) {
            safe.append("\\u{").append(Integer.toHexString(point)).append('}');
        } else {
            safe.appendCodePoint(point);
        }
    }

    private static boolean obeyed(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}

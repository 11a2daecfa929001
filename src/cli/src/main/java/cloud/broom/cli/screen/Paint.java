package cloud.broom.cli.screen;

/** Emphasis on a terminal, as an SGR parameter of ECMA-48. */
public enum Paint {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private static final String ESCAPE = "\u001b[";
    private final String parameter;

    Paint(String parameter) {
        this.parameter = parameter;
    }

    String on(String text) {
        return ESCAPE + parameter + "m" + text + ESCAPE + "0m";
    }
}

package cloud.broom.watch;

/**
 * Where a stack is, as an alert says it.
 *
 * @param stack its name
 * @param function the ARN of a function of it
 */
record Site(String stack, String function) {
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;
    private static final int PARTS = 7;

    @Override
    public String toString() {
        String[] parts = function.split(":", PARTS);
        return parts.length < PARTS ? stack : stack + " " + parts[ACCOUNT] + ", " + parts[REGION];
    }
}

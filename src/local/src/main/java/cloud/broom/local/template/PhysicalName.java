package cloud.broom.local.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Names in CloudFormation's form, {@code <stack>-<LogicalId>-<suffix>}. The suffix is a digest, not chance: the same stack
 * gets the same names at each start.
 */
record PhysicalName(String stack, String logicalId) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int SUFFIX = 12;

    String within(int longest) {
        String suffix = suffix();
        int room = longest - suffix.length() - 2;
        String head = stack.substring(0, Math.min(stack.length(), Math.max(room / 2, room - logicalId.length())));
        String id = logicalId.substring(0, Math.min(logicalId.length(), room - head.length()));
        return head + "-" + id + "-" + suffix;
    }

    String lowerCase(int longest) {
        return within(longest).toLowerCase(Locale.ROOT);
    }

    private String suffix() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((stack + "/" + logicalId).getBytes(StandardCharsets.UTF_8));
            StringBuilder suffix = new StringBuilder();
            for (int i = 0; i < SUFFIX; i++) {
                suffix.append(ALPHABET.charAt(digest[i] & 31));
            }
            return suffix.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

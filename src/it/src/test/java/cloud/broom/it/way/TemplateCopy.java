package cloud.broom.it.way;

import cloud.broom.it.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of template.yaml, changed in its text. Its functions have no code: a stack of it is for handlers that run in this
 * process, and is deployed without unpacking anything.
 */
public final class TemplateCopy {
    private static final Pattern CODE = Pattern.compile("CodeUri: \\S+");

    private final String text;

    private TemplateCopy(String text) {
        this.text = text;
    }

    /** The template as it is, but for the code. */
    public static TemplateCopy unchanged() throws IOException {
        String text = Files.readString(Checkout.root().resolve("template.yaml"));
        return new TemplateCopy(CODE.matcher(text).replaceAll("CodeUri: code"));
    }

    /**
     * Takes one action out of one statement of a role: another stands in its place, which nothing asks for.
     *
     * @throws IllegalArgumentException if the statement does not have it
     */
    TemplateCopy without(String role, String sid, String action) {
        Matcher statement =
                Pattern.compile("Sid: " + Pattern.quote(sid) + "\\b").matcher(text);
        if (!statement.find(text.indexOf("\n  " + role + ":\n"))) {
            throw new IllegalArgumentException(role + " has no statement " + sid);
        }
        Matcher found = Pattern.compile("(?<![\\w:])" + Pattern.quote(action) + "(?![\\w*])")
                .matcher(text);
        int next = text.indexOf("Sid: ", statement.end());
        if (!found.find(statement.end()) || found.start() > next) {
            throw new IllegalArgumentException("statement " + sid + " does not allow " + action);
        }
        String other = action.substring(0, action.indexOf(':')) + ":NothingAsksForThis";
        return new TemplateCopy(text.substring(0, found.start()) + other + text.substring(found.end()));
    }

    /** Writes it into a folder, to be deployed from there. */
    public Path in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("code"));
        return Files.writeString(folder.resolve("template.yaml"), text);
    }
}

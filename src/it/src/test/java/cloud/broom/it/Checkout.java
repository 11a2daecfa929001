package cloud.broom.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files these tests are about: found from the directory the tests run in, upwards. */
public final class Checkout {
    private static final String MARK = "template.yaml";

    private Checkout() {}

    public static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(MARK))) {
                return at;
            }
        }
        throw new IllegalStateException("no " + MARK + " in " + Path.of("").toAbsolutePath() + " or above it");
    }

    /** The names of the folders under functions/: the tasks, and the watchdog. */
    public static List<String> functions() {
        return list(root().resolve("functions")).stream()
                .filter(Files::isDirectory)
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    /** The package that the classes of a function's folder live in. */
    public static String packageOf(String function) {
        return "cloud.broom." + function.replace("-", "");
    }

    public static Path zipOf(String function) {
        return root().resolve("functions").resolve(function).resolve("target").resolve(function + ".zip");
    }

    /** The sample payloads of a function, in the order of their names. */
    public static List<Path> eventsOf(String function) {
        return list(root().resolve("events").resolve(function));
    }

    public static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + folder, unreadable);
        }
    }

    /** Every Java file of the product (not of its tests) under a folder. */
    public static List<Path> javaUnder(String folder) {
        try (Stream<Path> files = Files.walk(root().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot walk " + folder, unreadable);
        }
    }
}

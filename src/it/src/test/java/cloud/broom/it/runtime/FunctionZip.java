package cloud.broom.it.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks a function's zip as Lambda does into {@code /var/task}. */
public final class FunctionZip {
    private FunctionZip() {}

    /**
     * Writes every file of the zip below a directory.
     *
     * @throws IOException if the zip is missing, broken, or has an entry that would land outside of {@code into}
     */
    public static Path unpack(Path zip, Path into) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                unpack(file, entry, into);
            }
        }
        return into;
    }

    private static void unpack(ZipFile file, ZipEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException(file.getName() + " has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        try (InputStream bytes = file.getInputStream(entry)) {
            Files.copy(bytes, target);
        }
    }
}

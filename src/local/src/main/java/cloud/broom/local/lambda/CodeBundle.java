package cloud.broom.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The unpacked code of a function with its class loader, which all execution environments of the function share. */
final class CodeBundle implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CodeBundle.class);

    private final Path folder;
    private final boolean temporary;
    private final URLClassLoader loader;

    private CodeBundle(Path folder, boolean temporary, URLClassLoader loader) {
        this.folder = folder;
        this.temporary = temporary;
        this.loader = loader;
    }

    /**
     * Opens a zip, a jar or a folder.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static CodeBundle open(String function, Path code) {
        try {
            boolean packed = Files.isRegularFile(code);
            Path folder = packed ? Files.createTempDirectory("broom-" + function + "-") : code;
            if (packed) {
                unpack(code, folder);
            }
            return new CodeBundle(
                    folder, packed, new URLClassLoader(function, classPath(folder), new RuntimeInterface()));
        } catch (IOException e) {
            throw new UncheckedIOException("the code of function " + function + " cannot be read: " + code, e);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    @Override
    public void close() {
        try {
            loader.close();
            if (temporary) {
                delete(folder);
            }
        } catch (IOException e) {
            log.warn("The unpacked code in {} was not removed", folder, e);
        }
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("an entry leaves the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.resolveSibling("."));
                    Files.copy(entries, file);
                }
            }
        }
    }

    private static URL[] classPath(Path folder) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(folder.toUri().toURL());
        Path libraries = folder.resolve("lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> files = Files.list(libraries)) {
                for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList()) {
                    urls.add(jar.toUri().toURL());
                }
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

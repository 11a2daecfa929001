package cloud.broom.where;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A run without a condition of its own must not pay for CEL: the engine is loaded anew, by a loader that takes notes. */
final class ColdStartTest {
    @Test
    void celIsLoadedByAJobThatHasAConditionAndByNoOther() throws Exception {
        try (Noting loader = new Noting()) {
            Object conditions = loader.loadClass(Conditions.class.getName())
                    .getConstructor(Class.class)
                    .newInstance(Thing.class);

            of(conditions, Json.object().put("prefix", "a"));
            assertThat(loader.loaded).anyMatch(name -> name.equals(Conditions.class.getName()));
            assertThat(loader.loaded).noneMatch(ColdStartTest::costs);

            of(conditions, Json.object().put("where", "size > 0"));
            assertThat(loader.loaded).anyMatch(ColdStartTest::costs);
        }
    }

    record Thing(long size) {}

    private static boolean costs(String name) {
        return name.equals(Where.class.getName()) || name.startsWith("dev.cel.");
    }

    private static void of(Object conditions, ObjectNode params) throws ReflectiveOperationException {
        conditions.getClass().getMethod("of", ObjectNode.class).invoke(conditions, params);
    }

    /** Loads what is Broom's and CEL's itself, verified as anywhere, and notes each name. */
    private static final class Noting extends URLClassLoader {
        private final Set<String> loaded = ConcurrentHashMap.newKeySet();

        Noting() {
            super(classPath(), ColdStartTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("cloud.broom.") && !name.startsWith("dev.cel.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                loaded.add(name);
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Noting::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(entry, impossible);
            }
        }
    }
}

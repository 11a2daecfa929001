package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The zips that template.yaml names, as {@code mvn package} leaves them. */
final class ArtefactIT {
    /** docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 50 MB zipped for a direct upload. */
    private static final long ZIPPED_BYTES = 50L * 1024 * 1024;

    /** No function needs more; a library that slips in shows here before it shows in a cold start. */
    private static final long UNZIPPED_BYTES = 40L * 1024 * 1024;

    /** Has the SDK refuse every client but those that functions are given. */
    private static final String GUARD = "software/amazon/awssdk/global/handlers/execution.interceptors";

    static Stream<JsonNode> functions() {
        return Template.read().functions().values().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void holdsTheHandlerAtItsRootAndLibrariesBesideIt(JsonNode function) throws IOException {
        String handler = function.path("Handler").asText().replace('.', '/') + ".class";

        assertThat(entries(zip(function)))
                .contains(handler)
                .contains(GUARD)
                .anyMatch(name -> name.startsWith("lib/broom-engine-"))
                .allMatch(name -> name.endsWith("/")
                        || name.endsWith(".class")
                        || name.endsWith(".jar")
                        || !name.contains("/")
                        || name.equals(GUARD)
                        || name.startsWith("META-INF/"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void holdsNothingThatOnlyTestsOrToolsNeed(JsonNode function) throws IOException {
        assertThat(entries(zip(function)))
                .noneMatch(name ->
                        name.matches("lib/(broom-(testkit|local|cli)|DynamoDBLocal|junit|assertj|archunit|log4j).*"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void isSmallEnoughToStartFast(JsonNode function) throws IOException {
        Path zip = zip(function);
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(file.stream().mapToLong(ZipEntry::getSize).sum()).isBetween(1L, UNZIPPED_BYTES);
        }
        assertThat(Files.size(zip)).isLessThan(ZIPPED_BYTES);
    }

    private static Path zip(JsonNode function) {
        return Checkout.root().resolve(function.path("CodeUri").asText());
    }

    private static List<String> entries(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }
}

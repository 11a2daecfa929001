package cloud.broom.plan;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A part as bytes: gzipped NDJSON, a head and then its lines. The same part always gives the same bytes. */
record Lines(List<String> lines, String place) {
    static byte[] encode(Object head, List<?> rest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(line(head));
            for (Object one : rest) {
                zipped.write(line(one));
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    static Lines decode(byte[] stored, String place) {
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            String text = new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
            return new Lines(text.lines().toList(), place);
        } catch (IOException broken) {
            throw new UnreadablePart(place, "is not gzip: " + broken.getMessage(), broken);
        }
    }

    <T> T head(Class<T> type) {
        if (lines.isEmpty()) {
            throw new UnreadablePart(place, "has no head", new IOException("empty"));
        }
        return read(0, type);
    }

    <T> List<T> rest(Class<T> type) {
        return java.util.stream.IntStream.range(1, lines.size())
                .mapToObj(i -> read(i, type))
                .toList();
    }

    private <T> T read(int index, Class<T> type) {
        try {
            return Json.read(lines.get(index), type, "line " + (index + 1));
        } catch (Refused misfit) {
            throw new UnreadablePart(place, "has " + misfit.path() + ": " + misfit.problem(), misfit);
        }
    }

    private static byte[] line(Object value) {
        return (Json.write(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

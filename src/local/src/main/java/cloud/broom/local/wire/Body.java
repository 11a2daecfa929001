package cloud.broom.local.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The bytes of a request or an answer, which need not be in memory before they are written. */
public interface Body {
    Body EMPTY = of(new byte[0]);

    long length();

    void writeTo(OutputStream out) throws IOException;

    /** These very bytes; the array is not copied and must not be changed. */
    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }

    static Body of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    default byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(length(), Integer.MAX_VALUE - 8));
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen: written to memory", e);
        }
        return out.toByteArray();
    }

    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}

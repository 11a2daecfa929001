package cloud.broom.local.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/** What one invocation prints: each line goes to who watches it, the last 4 KB are kept. Thread-safe. */
final class Printed {
    private static final int TAIL = 4096;

    private final Consumer<String> lines;
    private final Consumer<String> notes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder tail = new StringBuilder();

    Printed(Consumer<String> lines, Consumer<String> notes) {
        this.lines = lines;
        this.notes = notes;
    }

    synchronized void write(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (bytes[i] == '\n') {
                flush();
            } else {
                line.write(bytes[i]);
            }
        }
    }

    /** A line of the runtime itself, which is no line of the function. */
    synchronized void note(String text) {
        tail.append(text).append('\n');
        notes.accept(text);
    }

    /** Base64 of the tail, after a last line without an end. */
    synchronized String tail() {
        if (line.size() > 0) {
            flush();
        }
        byte[] all = tail.toString().getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, all.length - TAIL);
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(all, from, all.length));
    }

    private void flush() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        tail.append(text).append('\n');
        lines.accept(text);
    }
}

package cloud.broom.local.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/** What one invocation prints: each line goes to a listener, the last 4 KB are kept. Thread-safe. */
final class Printed {
    private static final int TAIL = 4096;

    private final Consumer<String> listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder tail = new StringBuilder();

    Printed(Consumer<String> listener) {
        this.listener = listener;
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

    /** A line of the runtime itself, which the listener is spared. */
    synchronized void note(String text) {
        tail.append(text).append('\n');
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
        listener.accept(text);
    }
}

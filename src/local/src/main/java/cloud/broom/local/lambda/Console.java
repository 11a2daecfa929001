package cloud.broom.local.lambda;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output and error of the process, split by thread: what a function prints goes to its invocation, everything
 * else where it went before. Functions share the process, so there is no other place to tell them apart.
 */
final class Console implements AutoCloseable {
    @SuppressWarnings("ThreadLocalUsage") // belongs to one cloud and goes with it
    private final InheritableThreadLocal<Optional<Printed>> current = new InheritableThreadLocal<>() {
        @Override
        protected Optional<Printed> initialValue() {
            return Optional.empty();
        }
    };

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final PrintStream splitOut = new PrintStream(new Split(out), true, StandardCharsets.UTF_8);
    private final PrintStream splitErr = new PrintStream(new Split(err), true, StandardCharsets.UTF_8);

    private Console() {}

    /** Takes the process's streams over until closed. */
    static Console open() {
        Console console = new Console();
        System.setOut(console.splitOut);
        System.setErr(console.splitErr);
        return console;
    }

    /** From now on this thread, and those it starts, print for that invocation. */
    void attach(Printed printed) {
        current.set(Optional.of(printed));
    }

    void detach() {
        current.remove();
    }

    /** Does something on a function's thread whose printing is not the function's. */
    void aside(Runnable work) {
        Optional<Printed> mine = current.get();
        current.set(Optional.empty());
        try {
            work.run();
        } finally {
            current.set(mine);
        }
    }

    /** Gives the streams back, unless somebody took them over since. */
    @Override
    public void close() {
        if (System.out == splitOut) {
            System.setOut(out);
        }
        if (System.err == splitErr) {
            System.setErr(err);
        }
    }

    private final class Split extends OutputStream {
        private final PrintStream otherwise;

        Split(PrintStream otherwise) {
            this.otherwise = otherwise;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            current.get()
                    .ifPresentOrElse(
                            printed -> printed.write(bytes, from, count), () -> otherwise.write(bytes, from, count));
        }

        @Override
        public void flush() {
            otherwise.flush();
        }
    }
}

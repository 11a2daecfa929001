package cloud.broom.cli;

import cloud.broom.cli.screen.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs command lines as a script would, and keeps what they said. */
final class Rehearsal {
    static final Instant NOW = Instant.parse("2026-03-27T12:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, String> environment;
    private final Clock clock;
    private final boolean coloured;
    private boolean agrees = true;

    private Rehearsal(Map<String, String> environment, Clock clock, boolean coloured) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.coloured = coloured;
    }

    static Rehearsal plain() {
        return in(Map.of());
    }

    static Rehearsal in(Map<String, String> environment) {
        return new Rehearsal(environment, Clock.fixed(NOW, ZoneOffset.UTC), false);
    }

    static Rehearsal coloured() {
        return new Rehearsal(Map.of(), Clock.fixed(NOW, ZoneOffset.UTC), true);
    }

    /** In real time, against something that runs in real time. */
    static Rehearsal live(Map<String, String> environment) {
        return new Rehearsal(environment, Clock.systemUTC(), false);
    }

    /** The checkout that these tests are part of. */
    static Path home() {
        return Path.of("..", "..").toAbsolutePath().normalize();
    }

    /** Whoever is asked from now on says no. */
    void disagree() {
        agrees = false;
    }

    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Screen screen = new Screen(new PrintWriter(out, true), new PrintWriter(err, true), false, coloured);
        Shell shell = new Shell(
                screen,
                environment,
                clock,
                () -> "id-" + ids.incrementAndGet(),
                Rehearsal::hold,
                question -> agrees,
                home());
        return Cli.run(shell, arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    private static void hold(Duration length) {
        try {
            if (new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts it down");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

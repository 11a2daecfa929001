package cloud.broom.cli;

import cloud.broom.cli.screen.Screen;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where the command gets its time, chance, surroundings and screen from; the launcher {@code broom} starts it. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        boolean watched = Boolean.getBoolean("broom.terminal.err");
        boolean coloured = Boolean.getBoolean("broom.terminal.out")
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        Screen screen = new Screen(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, false, StandardCharsets.UTF_8),
                watched,
                coloured);
        Shell shell = new Shell(
                screen,
                environment,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                Main::hold,
                question -> !Boolean.getBoolean("broom.terminal.in") || !watched || agreed(question),
                Path.of(System.getProperty("broom.home", ".")));
        System.exit(Cli.run(shell, arguments));
    }

    /** Asks on the screen that progress is shown on, so that an answer which is piped on is not spoilt. */
    private static boolean agreed(String question) {
        System.err.print(question + " [y/N] ");
        System.err.flush();
        try (Scanner typed = new Scanner(System.in, StandardCharsets.UTF_8)) {
            return typed.hasNextLine() && typed.nextLine().strip().matches("(?i)y|yes");
        }
    }

    private static void hold(Duration length) {
        try {
            boolean neverCounted = new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
            if (neverCounted) {
                throw new IllegalStateException("a latch that nobody counts down was counted down");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

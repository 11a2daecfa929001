package cloud.broom.cli;

import cloud.broom.cli.screen.Screen;
import cloud.broom.cli.stack.Pause;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a command is started with.
 *
 * @param environment variables of the process
 * @param ids makes one that nobody has had before
 * @param agrees asks a question of whoever sits there; where nobody does, they agree
 * @param home the checkout that template and functions are taken from
 */
record Shell(
        Screen screen,
        Map<String, String> environment,
        Clock clock,
        Supplier<String> ids,
        Pause pause,
        Predicate<String> agrees,
        Path home) {}

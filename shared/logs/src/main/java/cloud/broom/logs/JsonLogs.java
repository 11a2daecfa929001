package cloud.broom.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;

/**
 * Logback, set up in code: no file is looked for or parsed in a cold start. Each event is one line of JSON on standard output
 * with {@code timestamp}, {@code level}, {@code logger}, {@code message}, {@code error} where there is one, and every field of
 * the MDC at the top, so that CloudWatch Logs finds the lines of a run by <code>{ $.run = "..." }</code>.
 *
 * <p>The level is what {@value #LEVEL} names, else what Lambda's own setting does, else INFO; a word that is no level is INFO.
 * Loggers of the AWS SDK and the HTTP client stay at WARN or above.
 */
public final class JsonLogs extends ContextAwareBase implements Configurator {
    /** The variable that names the level of what is logged. */
    public static final String LEVEL = "BROOM_LOG_LEVEL";

    /** Lambda sets this one from a function's LoggingConfig. */
    private static final String LAMBDA_LEVEL = "AWS_LAMBDA_LOG_LEVEL";

    private final Map<String, String> environment;

    /** For Logback, which looks it up as a service. */
    public JsonLogs() {
        this(System.getenv());
    }

    JsonLogs(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setFieldNames(fields());
        encoder.setFindAndRegisterJacksonModules(false);
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setName("lambda");
        console.setEncoder(encoder);
        console.setContext(context);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = level();
        root.setLevel(level);
        root.addAppender(console);
        Level others = level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
        context.getLogger("software.amazon").setLevel(others);
        context.getLogger("org.apache").setLevel(others);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private Level level() {
        String named = environment.getOrDefault(LEVEL, environment.getOrDefault(LAMBDA_LEVEL, "INFO"));
        return Level.toLevel(named.isBlank() ? "INFO" : named, Level.INFO);
    }

    private static LogstashFieldNames fields() {
        LogstashFieldNames names = new LogstashFieldNames();
        String none = "[ignore]";
        names.setTimestamp("timestamp");
        names.setLogger("logger");
        names.setStackTrace("error");
        names.setVersion(none);
        names.setLevelValue(none);
        names.setThread(none);
        return names;
    }
}

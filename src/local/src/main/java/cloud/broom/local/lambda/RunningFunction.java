package cloud.broom.local.lambda;

import cloud.broom.local.wire.AwsError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/** A function with its execution environments: one for each invocation at a time, used again when idle. Thread-safe. */
final class RunningFunction implements AutoCloseable {
    /** Variables of the runtime for a function: its credentials, where AWS is. */
    interface Variables extends Function<FunctionSettings, Map<String, String>> {}

    private final String arn;
    private final Console console;
    private final Variables runtime;
    private final Monitor monitor;
    private final Deque<Environment> idle = new ArrayDeque<>();
    private final List<Environment> working = new ArrayList<>();
    private final CodeBundle code;
    private FunctionSettings settings;
    private AsyncSettings async = AsyncSettings.DEFAULT;
    private OptionalInt reserved = OptionalInt.empty();
    private int busy;
    private int generation;
    private boolean retired;

    RunningFunction(String arn, FunctionSettings settings, Console console, Variables runtime, Monitor monitor) {
        this.arn = arn;
        this.settings = settings;
        this.console = console;
        this.runtime = runtime;
        this.monitor = monitor;
        this.code = CodeBundle.open(settings.name(), settings.code());
    }

    String arn() {
        return arn;
    }

    synchronized FunctionSettings settings() {
        return settings;
    }

    /** New settings bind new environments; present ones are ended. */
    synchronized void change(FunctionSettings changed) {
        settings = changed;
        forgetEnvironments();
    }

    synchronized AsyncSettings async() {
        return async;
    }

    synchronized void change(AsyncSettings changed) {
        async = changed;
    }

    synchronized OptionalInt reserved() {
        return reserved;
    }

    synchronized void reserve(OptionalInt concurrency) {
        reserved = concurrency;
    }

    /**
     * Calls it.
     *
     * @throws AwsError 429 TooManyRequestsException above its reserved concurrency; 404 once it is deleted
     */
    Outcome invoke(byte[] payload, String requestId) {
        int born;
        Environment environment;
        synchronized (this) {
            if (retired) {
                throw new AwsError(404, "ResourceNotFoundException", "Function not found: " + arn);
            }
            if (reserved.isPresent() && busy >= reserved.getAsInt()) {
                monitor.throttled(settings);
                throw new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
            }
            busy++;
            born = generation;
            environment = Optional.ofNullable(idle.pollFirst())
                    .orElseGet(() -> new Environment(settings, runtime.apply(settings), code.loader(), console));
            working.add(environment);
        }
        Outcome outcome = watched(environment, payload, requestId);
        synchronized (this) {
            busy--;
            working.remove(environment);
            if (environment.reusable() && born == generation) {
                idle.addFirst(environment);
                return outcome;
            }
        }
        environment.close();
        closeCodeIfRetired();
        return outcome;
    }

    /** No more invocations; those that run now run to their end, as on Lambda. */
    void retire() {
        synchronized (this) {
            retired = true;
            forgetEnvironments();
        }
        closeCodeIfRetired();
    }

    private Outcome watched(Environment environment, byte[] payload, String requestId) {
        Monitor.Watched watched = monitor.invoked(settings());
        Printed printed = new Printed(line -> console.aside(() -> watched.line(line)), watched::note);
        Outcome outcome = environment.invoke(payload, arn, requestId, printed);
        watched.over(outcome.error().isPresent());
        return outcome;
    }

    private synchronized void closeCodeIfRetired() {
        if (retired && busy == 0) {
            code.close();
        }
    }

    /** The next invocation gets a fresh instance; those that run now end in their old one. */
    synchronized void forgetEnvironments() {
        generation++;
        idle.forEach(Environment::close);
        idle.clear();
    }

    /**
     * Ends every environment, with whatever runs in it.
     *
     * @param first is done before, while no environment can be made: takes the function's key away
     */
    synchronized void kill(Consumer<FunctionSettings> first) {
        first.accept(settings);
        working.forEach(Environment::kill);
        forgetEnvironments();
    }

    @Override
    public void close() {
        forgetEnvironments();
        code.close();
    }
}

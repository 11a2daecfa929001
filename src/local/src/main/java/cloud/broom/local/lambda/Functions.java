package cloud.broom.local.lambda;

import cloud.broom.local.delivery.Delivery;
import cloud.broom.local.delivery.Target;
import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Body;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The functions of the account, by name. Thread-safe. */
public final class Functions implements Target, AutoCloseable {
    private final Account account;
    private final AsyncInvocations async;
    private final RunningFunction.Variables runtime;
    private final Monitor monitor;
    private final Console console = Console.open();
    private final Map<String, RunningFunction> byName = new ConcurrentSkipListMap<>();

    /**
     * No functions yet.
     *
     * @param runtime the variables that the runtime adds to a function's own
     * @param monitor sees what functions do and print
     */
    public Functions(
            Account account,
            AsyncInvocations async,
            Function<FunctionSettings, Map<String, String>> runtime,
            Monitor monitor) {
        this.account = account;
        this.async = async;
        this.runtime = runtime::apply;
        this.monitor = monitor;
    }

    /** Makes or replaces a function. Gives its ARN. */
    public String create(FunctionSettings settings) {
        String arn = arn(settings.name());
        Optional.ofNullable(byName.put(settings.name(), new RunningFunction(arn, settings, console, runtime, monitor)))
                .ifPresent(RunningFunction::close);
        return arn;
    }

    /** What becomes of its asynchronous invocations. */
    public void configure(String name, AsyncSettings settings) {
        get(name).change(settings);
    }

    /** The next invocation of it is a cold start. */
    public void forgetEnvironments(String name) {
        get(name).forgetEnvironments();
    }

    /** Deletes it; what runs now runs to its end, what waits to be tried again is dropped. */
    public void delete(String name) {
        RunningFunction function = get(name);
        byName.remove(function.settings().name());
        function.retire();
    }

    /** Ends every environment of it, having taken its key away by {@code first}. */
    public void kill(String name, Consumer<FunctionSettings> first) {
        get(name).kill(first);
    }

    public String arn(String name) {
        return account.arn("lambda", "function:" + name);
    }

    @Override
    public String action() {
        return "lambda:InvokeFunction";
    }

    @Override
    public boolean has(String arn) {
        return byName.containsKey(name(arn));
    }

    /** Invokes it asynchronously. */
    @Override
    public void take(Delivery delivery) {
        String payload = delivery.payload().isEmpty() ? "{}" : delivery.payload();
        String ignored = async.invoke(get(delivery.arn()), Body.of(payload));
    }

    /** By name, ARN or partial ARN; a qualifier other than {@code $LATEST} names nothing. */
    RunningFunction get(String nameOrArn) {
        return Optional.ofNullable(byName.get(name(nameOrArn)))
                .orElseThrow(() -> new AwsError(
                        404,
                        "ResourceNotFoundException",
                        "Function not found: " + (nameOrArn.startsWith("arn:") ? nameOrArn : arn(nameOrArn))));
    }

    List<RunningFunction> all() {
        return List.copyOf(byName.values());
    }

    AsyncInvocations async() {
        return async;
    }

    Account account() {
        return account;
    }

    static String name(String nameOrArn) {
        String plain = nameOrArn.replaceFirst(":\\$LATEST$", "");
        int mark = plain.lastIndexOf(":function:");
        return mark < 0 ? plain.replaceFirst("^\\d{12}:function:", "") : plain.substring(mark + ":function:".length());
    }

    @Override
    public void close() {
        byName.values().forEach(RunningFunction::close);
        console.close();
    }
}

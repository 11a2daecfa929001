package cloud.broom.it.runtime;

import cloud.broom.it.RealTime;
import cloud.broom.it.runtime.RuntimeApi.Answer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One execution environment: a JVM started as the managed runtime starts it. Its class path is the runtime interface
 * client alone, its working directory the unpacked zip, where the client finds the classes and {@code lib/*.jar}.
 */
public final class FunctionProcess implements AutoCloseable {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE_LIBRARY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Path CLIENT_JARS = Path.of("target", "runtime");
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final RuntimeApi api;
    private final Process process;
    private final Path log;
    private final CompletableFuture<Answer> death;

    private FunctionProcess(RuntimeApi api, Process process, Path log) {
        this.api = api;
        this.process = process;
        this.log = log;
        this.death = process.onExit().thenApply(dead -> {
            Died died = new Died(dead.exitValue(), last());
            api.abandon(died);
            throw died;
        });
    }

    /**
     * Starts it; on return it may still be initialising, which the first invocation waits for.
     *
     * @param task the unpacked zip
     * @param handler the class, as {@code Handler} of the template names it
     * @param environment all the function gets to see, besides what Lambda itself sets
     * @param log where its output goes
     */
    public static FunctionProcess start(Path task, String handler, Map<String, String> environment, Path log)
            throws IOException {
        RuntimeApi api = RuntimeApi.start();
        ProcessBuilder builder = new ProcessBuilder(command(handler))
                .directory(task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(lambdas(task, handler, api));
        builder.environment().putAll(environment);
        return new FunctionProcess(api, builder.start(), log);
    }

    /**
     * Waits until it has been initialised, which on Lambda takes nothing of an invocation's time.
     *
     * @throws Died if the process ends instead
     */
    public FunctionProcess ready() throws InterruptedException, IOException {
        first(GRACE, "not initialised", api.asked(), api.refusal(), death);
        return this;
    }

    /**
     * Invokes and waits for the answer, an error included.
     *
     * @param timeout the function's Timeout: what it sees as its remaining time
     * @throws Died if the process ends instead of answering
     */
    public Answer invoke(String payload, Duration timeout) throws InterruptedException, IOException {
        CompletableFuture<Answer> answer =
                api.invoke(payload, RealTime.CLOCK.instant().plus(timeout));
        return (Answer) first(timeout.plus(GRACE), "no answer", answer, api.refusal(), death);
    }

    /** The API it asks for work: for invocations whose answer is not waited for. */
    public RuntimeApi api() {
        return api;
    }

    /** Ends it as {@code kill -9} does, and waits until it has gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        kill();
        api.close();
    }

    private String last() {
        try {
            return log();
        } catch (IOException unreadable) {
            return log + " cannot be read: " + unreadable;
        }
    }

    private Object first(Duration longest, String otherwise, CompletableFuture<?>... any)
            throws InterruptedException, IOException {
        try {
            return CompletableFuture.anyOf(any).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Died died ? died : new IllegalStateException(failed);
        } catch (TimeoutException silent) {
            throw new IllegalStateException(otherwise + " within " + longest + "; its log:\n" + log(), silent);
        }
    }

    private static List<String> command(String handler) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = CLIENT_JARS.toAbsolutePath() + File.separator + "*";
        List<String> command =
                new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.add("-D" + NATIVE_LIBRARY + "=" + nativeLibrary());
        command.addAll(List.of("-cp", classPath, CLIENT, handler));
        return command;
    }

    /** Processes that start at once must not unpack it over each other's, as they would by themselves. */
    private static Path nativeLibrary() {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        return Path.of("target", "jni", "libaws-lambda-jni.linux-" + processor + ".so")
                .toAbsolutePath();
    }

    private static Map<String, String> lambdas(Path task, String handler, RuntimeApi api) {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "AWS_EXECUTION_ENV", "AWS_Lambda_java25",
                "AWS_LAMBDA_FUNCTION_NAME", "booted",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_LAMBDA_LOG_GROUP_NAME", "booted",
                "AWS_LAMBDA_LOG_STREAM_NAME", "booted",
                "LAMBDA_TASK_ROOT", task.toString(),
                "_HANDLER", handler,
                "TZ", ":UTC");
    }

    /** The process ended while an invocation was open; Lambda calls it {@code Runtime.ExitError}. */
    public static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Died(int code, String log) {
            super("the function's process exited with " + code + "; its log:\n" + log);
        }
    }
}

package cloud.broom.local.lambda;

import cloud.broom.local.wire.Body;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution environment: an instance of the handler, and the one thread it is called on. It takes one invocation at a
 * time; after a timeout, or once killed, it is spent.
 */
final class Environment implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Environment.class);

    private final FunctionSettings settings;
    private final Map<String, String> variables;
    private final ClassLoader loader;
    private final Console console;
    private final ExecutorService thread;
    private final AtomicReference<Optional<Future<byte[]>>> running = new AtomicReference<>(Optional.empty());
    private Optional<RequestStreamHandler> handler = Optional.empty();
    private boolean spent;
    private volatile boolean killed;

    Environment(FunctionSettings settings, Map<String, String> variables, ClassLoader loader, Console console) {
        this.settings = settings;
        this.variables = Map.copyOf(variables);
        this.loader = loader;
        this.console = console;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread only = new Thread(work, "lambda-" + settings.name());
            only.setDaemon(true);
            only.setContextClassLoader(loader);
            return only;
        });
    }

    /** Calls the function and waits for it, no longer than its timeout. */
    Outcome invoke(byte[] payload, String arn, String requestId, Printed printed) {
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        Context context = new InvocationContext(settings, arn, requestId, deadline, printed);
        printed.note("START RequestId: " + requestId + " Version: $LATEST");
        Future<byte[]> answer = submit(() -> call(payload, context, printed));
        byte[] result;
        Optional<String> error = Optional.of("Unhandled");
        try {
            result = answer.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
            error = Optional.empty();
        } catch (ExecutionException e) {
            result = FunctionError.thrown(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (TimeoutException e) {
            spent = true;
            result = FunctionError.timedOut(requestId, settings.timeout());
        } catch (CancellationException e) {
            spent = true;
            result = FunctionError.killed(requestId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            spent = true;
            result = FunctionError.of("Runtime.ExitError", "RequestId: " + requestId + " Error: the cloud was closed");
        }
        long millis = settings.timeout().toMillis() - TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        printed.note("END RequestId: " + requestId);
        printed.note("REPORT RequestId: %s\tDuration: %d ms\tMemory Size: %d MB"
                .formatted(requestId, millis, settings.memory()));
        return new Outcome(Body.of(result), error, printed.tail());
    }

    /** Ends what runs in it as if its process had died: interrupted, no longer waited for, never called again. */
    void kill() {
        killed = true;
        running.get().ifPresent(answer -> answer.cancel(true));
    }

    private Future<byte[]> submit(Callable<byte[]> work) {
        Future<byte[]> answer = thread.submit(work);
        running.set(Optional.of(answer));
        if (killed) {
            answer.cancel(true);
        }
        return answer;
    }

    /** Whether it may be called again. */
    boolean reusable() {
        return !spent && !killed;
    }

    /** Interrupts what still runs, closes the handler if it can be closed, and ends the thread. */
    @Override
    public void close() {
        thread.shutdownNow();
        handler.ifPresent(instance -> {
            if (instance instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    log.warn("The handler of {} failed to close", settings.name(), e);
                }
            }
        });
    }

    private byte[] call(byte[] payload, Context context, Printed printed) throws Exception {
        console.attach(printed);
        try {
            if (handler.isEmpty()) {
                handler = Optional.of(create());
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            handler.get().handleRequest(new ByteArrayInputStream(payload), out, context);
            return out.toByteArray();
        } finally {
            console.detach();
        }
    }

    private RequestStreamHandler create() throws Exception {
        Class<?> type = Class.forName(settings.handlerClass(), true, loader);
        if (!RequestStreamHandler.class.isAssignableFrom(type)) {
            throw new IOException(type.getName() + " is no RequestStreamHandler, the local cloud runs no others");
        }
        try {
            return type.asSubclass(RequestStreamHandler.class).cast(instance(type));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception failed) {
                throw failed;
            }
            throw e;
        }
    }

    /** With the environment where the handler takes it; a handler that reads its process's would not find it there. */
    private Object instance(Class<?> type) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Map.class) {
                return constructor.newInstance(variables);
            }
        }
        return type.getConstructor().newInstance();
    }
}

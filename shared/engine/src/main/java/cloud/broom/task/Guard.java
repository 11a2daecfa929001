package cloud.broom.task;

import cloud.broom.retry.ErrorName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets through what a task may call, and counts it: while it looks, declared reads; while it judges, nothing; while it acts,
 * what is declared; at any other time, and from any other thread than the engine's, nothing. Whatever sends a task's requests
 * asks here before each. It keeps a task to its word; it is no jail for code that is out to escape.
 *
 * <p>What was refused is remembered, so that a task which swallows the refusal fails all the same. For one invocation at a time;
 * any thread may ask.
 */
public final class Guard {
    /** What the engine has a task do. */
    public enum Phase {
        LOOKING,
        JUDGING,
        ACTING
    }

    private final Set<String> violations = new LinkedHashSet<>();
    private Optional<Step> current = Optional.empty();
    private CallCounts counts = CallCounts.NONE;

    /**
     * Has a task do something.
     *
     * @throws TaskFailure named {@link ErrorName#FORBIDDEN} if by its end a call was refused, in this step or since the one
     *     before, whatever the step itself returned or threw
     */
    public <T> T during(Phase phase, Declaration<?, ?> declaration, Supplier<T> step) {
        enter(new Step(Thread.currentThread(), phase, declaration));
        try {
            T result = step.get();
            blame(List.of());
            return result;
        } catch (RuntimeException thrown) {
            blame(List.of(thrown));
            throw thrown;
        } finally {
            leave();
        }
    }

    /**
     * To be asked before a request is sent, each time it is.
     *
     * @param operation as {@code S3.ListObjectsV2}; the case of its letters does not matter
     * @throws TaskFailure named {@link ErrorName#FORBIDDEN} if it must not be sent
     */
    public synchronized void check(String operation) {
        Step step =
                current.orElseThrow(() -> violated(operation + " was called while the engine had asked for nothing"));
        if (step.thread != Thread.currentThread()) {
            throw violated(operation + " was called from thread "
                    + Thread.currentThread().getName() + ": a task's calls are made by the thread it is asked in");
        }
        AwsCall call = step.declared(operation)
                .orElseThrow(() -> violated(
                        operation + " is not among the calls that task " + step.declaration.task() + " declares"));
        if (!step.allows(call)) {
            throw violated(call.operation() + ", a " + call.access() + ", was called while the task is " + step.phase);
        }
        counts = counts.plusOne(call.operation());
    }

    /** Remembers a call that was refused elsewhere. The failure is for whoever wants to throw it. */
    public synchronized TaskFailure violated(String what) {
        violations.add(what);
        return new TaskFailure(ErrorName.FORBIDDEN, what + "; nothing was sent");
    }

    /** The calls let through since this was asked last. */
    public synchronized CallCounts drain() {
        CallCounts drained = counts;
        counts = CallCounts.NONE;
        return drained;
    }

    private synchronized void enter(Step step) {
        if (current.isPresent()) {
            throw new IllegalStateException("a task is asked for something while it is " + current.get().phase);
        }
        current = Optional.of(step);
    }

    private synchronized void leave() {
        current = Optional.empty();
    }

    private synchronized void blame(List<RuntimeException> thrown) {
        if (!violations.isEmpty()) {
            List<String> all = new ArrayList<>(violations);
            violations.clear();
            TaskFailure failure =
                    new TaskFailure(ErrorName.FORBIDDEN, String.join("; ", all) + "; nothing of it was sent");
            thrown.forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private record Step(Thread thread, Phase phase, Declaration<?, ?> declaration) {
        Optional<AwsCall> declared(String operation) {
            return declaration.calls().stream()
                    .filter(call -> call.operation().equalsIgnoreCase(operation))
                    .findFirst();
        }

        boolean allows(AwsCall call) {
            return switch (phase) {
                case LOOKING -> call.access() == AwsCall.Access.READ;
                case JUDGING -> false;
                case ACTING -> true;
            };
        }
    }
}

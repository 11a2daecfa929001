package cloud.broom;

import cloud.broom.gate.OwnStack;
import cloud.broom.gate.Territory;
import cloud.broom.task.Guard;
import cloud.broom.task.Task;
import java.util.function.Supplier;

/**
 * What the runs of a function never leave, whatever a job or a task says.
 *
 * @param guard lets through what the task declares; the clients it is given ask it
 * @param stack what belongs to the stack itself
 * @param territory accounts and regions
 */
public record Confines(Guard guard, OwnStack stack, Territory territory) {
    /** Asks a task something, under guard. */
    <T> T during(Guard.Phase phase, Task<?, ?> task, Supplier<T> step) {
        return guard.during(phase, task.declaration(), step);
    }

    /** For a function without AWS: nothing is anybody's own, and anywhere is allowed. */
    public static Confines none() {
        return new Confines(new Guard(), OwnStack.NONE, Territory.ANYWHERE);
    }
}

package cloud.broom.testkit.simulation;

import cloud.broom.task.Guard;
import cloud.broom.task.TaskFailure;

/** The client a task is given: it asks the guard before it sends anything. */
final class Client {
    static final String LIST = "Fake.List";
    static final String DELETE = "Fake.Delete";

    private final Guard guard;
    final Rigging rigging;

    Client(Guard guard, Rigging rigging) {
        this.guard = guard;
        this.rigging = rigging;
    }

    void call(String operation) {
        if (rigging.asksGuard()) {
            guard.check(operation);
        }
    }

    /** As a careless task calls it; whether it was sent. */
    boolean sent(String operation) {
        try {
            if (rigging.remembersRefusals()) {
                call(operation);
            }
            return rigging.remembersRefusals();
        } catch (TaskFailure swallowed) {
            return false;
        }
    }
}

package cloud.broom.task;

import cloud.broom.retry.ErrorName;

/** A task, or a store it needs, could not do what it was asked; the name decides whether and when it is tried again. */
public final class TaskFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorName error;

    public TaskFailure(ErrorName error, String message, Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    public TaskFailure(ErrorName error, String message) {
        super(message);
        this.error = error;
    }

    public ErrorName error() {
        return error;
    }
}

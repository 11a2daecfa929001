package cloud.broom.task;

/** Whether acting on a resource can be undone. It belongs to the resource, not to the task: one bucket has versions, another has not. */
public enum Reversibility {
    REVERSIBLE,
    IRREVERSIBLE
}

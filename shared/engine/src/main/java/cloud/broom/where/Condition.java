package cloud.broom.where;

import cloud.broom.task.Evidence;
import java.time.Instant;
import java.util.List;

/** What a job asks of a resource besides what its task does. Pure, and safe for many threads. */
public interface Condition {
    /** Of a job that asks for nothing more. */
    Condition NONE = (resource, asOf) -> List.of();

    /** The evidence to be added to the task's own. Throws nothing: what cannot be evaluated is UNKNOWN. */
    List<Evidence> judge(Record resource, Instant asOf);
}

package cloud.broom.where;

import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The conditions of one task's jobs. The last one is kept: an invocation asks for the same one part after part. */
public final class Conditions {
    private final Class<? extends Record> resource;
    private final AtomicReference<Compiled> last = new AtomicReference<>(new Compiled("", Condition.NONE));

    /** For resources of this kind, whose record components are the attributes. */
    public Conditions(Class<? extends Record> resource) {
        this.resource = resource;
    }

    /**
     * The condition among a job's parameters.
     *
     * @throws Refused of {@code where}, if it is not one: with position, and the attributes there are
     */
    public Condition of(ObjectNode params) {
        Optional<String> where = Given.of(params).where();
        return where.isEmpty() ? Condition.NONE : compiled(where.get());
    }

    /**
     * Checks the condition among a job's parameters as far as that can be done without its task: whether it is CEL at all. Which
     * attributes there are, and of what type, only the task's function knows.
     *
     * @throws Refused of {@code where}, if it cannot be one: with position
     */
    public static void checkSyntax(ObjectNode params) {
        Given.of(params).where().ifPresent(Where::parse);
    }

    private Condition compiled(String where) {
        Compiled known = last.get();
        if (known.where.equals(where) && known.condition != Condition.NONE) {
            return known.condition;
        }
        Compiled now = new Compiled(where, Where.compile(where, resource));
        last.set(now);
        return now.condition;
    }

    private record Compiled(String where, Condition condition) {}
}

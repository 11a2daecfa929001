package cloud.broom.task;

import java.util.List;

/**
 * What a task says of itself.
 *
 * @param task the name jobs use: {@code s3-stale-objects}; what it does is undone by the task {@code undo-s3-stale-objects},
 *     if there is one
 * @param version raised whenever the same parameters come to mean something else
 * @param batch the most items one call of {@link Task#act} may be given
 * @param params the record its parameters are read into; its constructor refuses what cannot be meant
 * @param resource the record that describes what it looks at
 * @param calls every AWS operation it may call
 */
public record Declaration<P extends Record, R extends Record & Resource>(
        String task, int version, int batch, Class<P> params, Class<R> resource, List<AwsCall> calls) {
    public Declaration {
        calls = List.copyOf(calls);
        if (batch < 1) {
            throw new IllegalArgumentException("batch is below 1: " + batch);
        }
    }
}

package cloud.broom.control;

import cloud.broom.fact.Cache;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import java.util.List;
import java.util.Map;

/**
 * A task whose resources have tags, so that one of them can protect its resource: {@link Keep#TAG}. Which tags count is the task's
 * to say: a resource's own, or those of what it lies in.
 */
public interface Tagged<P extends Record, R extends Record & Resource> extends Task<P, R> {
    /**
     * The tags that count, by {@link Resource#id}; of a resource that is not mentioned they are unknown. Asked only of resources
     * that otherwise qualify: when they are planned, and again just before they are acted on.
     *
     * @param cache of the run while it plans; one that keeps nothing before it acts
     * @throws cloud.broom.task.TaskFailure if nothing can be said of any of them
     */
    Map<String, Tags> tags(P params, List<R> resources, Cache cache);

    /** The most resources to be looked at or acted on in one go: fewer than declared where the tags of each cost a call. */
    default int atOnce(P params) {
        return declaration().batch();
    }
}

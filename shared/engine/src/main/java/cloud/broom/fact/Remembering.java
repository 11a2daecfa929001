package cloud.broom.fact;

import cloud.broom.task.Cursor;
import cloud.broom.task.Page;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;

/**
 * A task whose search looks up what changes seldom, and is handed its run's {@link Cache} for that. Only the search is: what is
 * judged is what was found, and acting trusts nothing that was read before.
 */
public interface Remembering<P extends Record, R extends Record & Resource> extends Task<P, R> {
    /**
     * Looks at the next resources, as {@link Task#find(Record, Cursor, int)} does. What rests on a kept answer says so, with its
     * instant, in the page's notes or in evidence.
     *
     * @param cache of the run; not to be held on to
     */
    Page<R> find(P params, Cursor from, int atMost, Cache cache);

    @Override
    default Page<R> find(P params, Cursor from, int atMost) {
        return find(params, from, atMost, Cache.NONE);
    }
}

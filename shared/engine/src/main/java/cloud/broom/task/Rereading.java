package cloud.broom.task;

import java.util.List;
import java.util.Map;

/**
 * A task that can look again at what it planned. The engine has it do so before every batch it sends, however short ago they
 * were planned: what is gone is GONE, what is no longer the same is CHANGED, and neither is acted on.
 *
 * <p>A task whose act is conditional on all that it planned by needs no second look. Most services know no such condition, and
 * those that do compare less than one would think: to S3 an object that was written anew with the same bytes is the same.
 */
public interface Rereading<P extends Record, R extends Record & Resource> extends Task<P, R> {
    /**
     * Planned resources as they stand now.
     *
     * @param planned at most {@link Declaration#batch} of them, as they were planned
     * @return by {@link Resource#id}: one that is gone is left out, one that is as it was planned equals the planned record
     * @throws TaskFailure if one of them could not be looked at: nothing is then acted on
     */
    Map<String, R> reread(P params, List<R> planned);
}

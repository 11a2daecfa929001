package cloud.broom.task;

import java.util.List;

/**
 * One page of a search.
 *
 * @param resources all that was looked at, never filtered: judging is not the search's business
 * @param next where the search goes on
 * @param notes what a reader of the plan should know of the place searched, each said once: "bucket b is versioned: ..."
 */
public record Page<R>(List<R> resources, Cursor next, List<String> notes) {
    public Page {
        resources = List.copyOf(resources);
        notes = List.copyOf(notes);
    }

    public static <R> Page<R> of(List<R> resources, Cursor next) {
        return new Page<>(resources, next, List.of());
    }
}

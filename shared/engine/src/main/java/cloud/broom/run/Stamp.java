package cloud.broom.run;

/**
 * What tells one write of a run from another.
 *
 * @param version counts writes, from 1
 * @param fence counts claims, from 1
 * @param writeId drawn anew for each write, so that a writer whose answer was lost knows its own write again
 */
public record Stamp(long version, long fence, String writeId) {
    Stamp written(String id) {
        return new Stamp(version + 1, fence, id);
    }

    Stamp claimed(String id) {
        return new Stamp(version + 1, fence + 1, id);
    }
}

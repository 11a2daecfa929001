package cloud.broom.undos3staleobjects;

import cloud.broom.aws.ObjectKey;
import cloud.broom.task.Outcome;
import cloud.broom.task.Resource;
import cloud.broom.task.Reversibility;
import java.time.Instant;
import java.util.Optional;

/**
 * An object that the undone run planned to delete.
 *
 * @param was what that run knew of it
 * @param now how its key stands in the bucket; not looked up if what was says enough
 */
record Item(String key, Was was, Now now) implements Resource {
    /**
     * What the undone run knew.
     *
     * @param onDelete what a delete did to it, in that task's words: {@code MARKS} if it added a marker
     * @param outcome what became of it, if that was recorded
     * @param marker the version id of the marker that its delete left, if the answer to it was heard
     * @param from no marker of that run is older
     * @param until none is newer
     */
    record Was(
            String bucket,
            String etag,
            Instant lastModified,
            String onDelete,
            Optional<Outcome.Kind> outcome,
            Optional<String> marker,
            Instant from,
            Instant until) {
        /** Whether there may be a marker of that run, on a bucket that keeps what is under it. */
        boolean mayHaveMarker() {
            return isMarked() && !isLeftAlone();
        }

        boolean isMarked() {
            return onDelete.equals("MARKS");
        }

        boolean isLeftAlone() {
            return outcome.filter(kind -> kind == Outcome.Kind.CHANGED || kind == Outcome.Kind.SKIPPED)
                    .isPresent();
        }
    }

    /**
     * The newest version of a key, and where it matters the one directly beneath it.
     *
     * @param beneath looked up only if the marker's own id does not say whose it is
     */
    record Now(Optional<Version> latest, Optional<Version> beneath) {
        static final Now NOTHING = new Now(Optional.empty(), Optional.empty());
    }

    /**
     * A version of an object, or a delete marker.
     *
     * @param etag empty for a marker
     */
    record Version(String id, boolean marker, Instant at, String etag) {
        @Override
        public String toString() {
            return (marker ? "delete marker " : "version ") + id + " of " + at;
        }
    }

    /** The same with how its key stands by now. */
    Item standing(Now by) {
        return new Item(key, was, by);
    }

    /** Whether the object that was deleted is the newest version again: its marker is gone already. */
    boolean isBack() {
        return now.latest()
                .filter(version -> !version.marker()
                        && version.etag().equals(was.etag())
                        && version.at().equals(was.lastModified()))
                .isPresent();
    }

    /** Whether it can be told together with others. */
    boolean fitsXml() {
        return new ObjectKey(key).fitsXml();
    }

    /** The marker that is removed. */
    String marker() {
        return now.latest().map(Version::id).orElseThrow();
    }

    @Override
    public String id() {
        return key;
    }

    @Override
    public long bytes() {
        return 0;
    }

    /** What is brought back can be deleted again. */
    @Override
    public Reversibility reversibility() {
        return Reversibility.REVERSIBLE;
    }
}

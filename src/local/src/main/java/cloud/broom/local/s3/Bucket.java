package cloud.broom.local.s3;

import cloud.broom.local.wire.AwsError;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One bucket. Writes exclude each other; listings see each key as it is when they come to it, as those of S3 do. */
final class Bucket {
    /** Whether deletes and overwrites keep what was there. */
    enum Versioning {
        NEVER,
        ENABLED,
        SUSPENDED
    }

    /**
     * What a delete did.
     *
     * @param versionId of the version that went, or of the delete marker that came; empty in a bucket without versions
     */
    record Deleted(boolean isMarker, Optional<String> versionId) {}

    private final String name;
    private final Clock clock;
    private final Instant created;
    private final NavigableMap<Key, List<Version>> objects = new ConcurrentSkipListMap<>();
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private volatile Versioning versioning = Versioning.NEVER;

    Bucket(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.created = clock.instant();
    }

    String name() {
        return name;
    }

    Instant created() {
        return created;
    }

    Versioning versioning() {
        return versioning;
    }

    void versioning(Versioning status) {
        this.versioning = status;
    }

    /** Documents kept as they were put, by sub-resource: {@code tagging}, {@code policy}, {@code encryption}. */
    Map<String, String> settings() {
        return settings;
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    /** Every key with its versions, newest first, none of them empty. */
    NavigableMap<Key, List<Version>> from(Key bound, boolean inclusive) {
        return objects.tailMap(bound, inclusive);
    }

    /** The newest version, be it a delete marker. */
    Optional<Version> newest(Key key) {
        return Optional.ofNullable(objects.get(key)).map(versions -> versions.get(0));
    }

    Optional<Version> current(Key key) {
        return newest(key).filter(version -> !version.isMarker());
    }

    Optional<Version> version(Key key, String id) {
        return objects.getOrDefault(key, List.of()).stream()
                .filter(version -> version.id().equals(id))
                .findFirst();
    }

    /** Puts an object, if the condition lets it: given the object that is there now, it throws or not. */
    synchronized Version put(Key key, Version version, Consumer<Optional<Version>> condition) {
        condition.accept(current(key));
        return add(key, version);
    }

    /** Deletes a version for good, or the object: in a bucket with versions by a delete marker. */
    synchronized Deleted delete(Key key, Optional<String> id, Consumer<Optional<Version>> condition) {
        condition.accept(newest(key));
        if (id.isPresent()) {
            boolean marker = version(key, id.get()).map(Version::isMarker).orElse(false);
            replace(key, id.get(), Optional.empty());
            return new Deleted(marker, id);
        }
        if (versioning == Versioning.NEVER) {
            objects.remove(key);
            return new Deleted(false, Optional.empty());
        }
        return new Deleted(
                true, Optional.of(add(key, Version.marker(clock.instant())).id()));
    }

    /** Changes a version in its place: its tags. */
    synchronized void change(Key key, String id, UnaryOperator<Version> change) {
        Version changed = change.apply(version(key, id)
                .orElseThrow(() -> new AwsError(404, "NoSuchKey", "The specified key does not exist.")));
        objects.compute(key, (any, versions) -> Optional.ofNullable(versions).orElse(List.of()).stream()
                .map(each -> each.id().equals(id) ? changed : each)
                .toList());
    }

    private Version add(Key key, Version version) {
        Version added = version.withId(versioning == Versioning.ENABLED ? nextId() : Version.NO_ID);
        replace(key, added.id(), Optional.of(added));
        return added;
    }

    private void replace(Key key, String id, Optional<Version> by) {
        List<Version> versions = new ArrayList<>(by.stream().toList());
        objects.getOrDefault(key, List.of()).stream()
                .filter(each -> !each.id().equals(id))
                .forEach(versions::add);
        if (versions.isEmpty()) {
            objects.remove(key);
        } else {
            objects.put(key, List.copyOf(versions));
        }
    }

    private String nextId() {
        return "v%031d".formatted(number.incrementAndGet());
    }
}

package cloud.broom.undos3staleobjects;

import cloud.broom.aws.AwsErrors;
import cloud.broom.past.Past;
import cloud.broom.task.AwsCall;
import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Rereading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Brings back what a run of s3-stale-objects deleted from a versioned bucket, by removing the delete markers which that run made,
 * and only those: by their version ids, which its outcomes have. Where the answer to a delete was lost a marker counts as its own
 * if the version directly beneath is the one it planned to delete, and the marker is of the time of the run.
 */
final class UndoStaleObjects implements Rereading<Params, Item> {
    /** A batch is at most this much (AmazonS3/latest/API/API_DeleteObjects.html). */
    private static final int KEYS = 1000;

    private final S3Client s3;
    private final Past past;

    UndoStaleObjects(S3Client s3, Past past) {
        this.s3 = s3;
        this.past = past;
    }

    @Override
    public Declaration<Params, Item> declaration() {
        return new Declaration<>(
                "undo-s3-stale-objects",
                1,
                KEYS,
                Params.class,
                Item.class,
                List.of(
                        AwsCall.read("S3.ListObjectVersions", "s3:ListBucketVersions"),
                        AwsCall.write("S3.DeleteObjects", "s3:DeleteObjectVersion"),
                        AwsCall.write("S3.DeleteObject", "s3:DeleteObjectVersion")));
    }

    @Override
    public Page<Item> find(Params params, Cursor from, int atMost) {
        Undone undone = Undone.of(past, params.run());
        if (undone.parts() == 0) {
            return new Page<>(List.of(), new Cursor.End(), undone.notes());
        }
        Position at = Position.of(from);
        List<Item> part = undone.part(at.part());
        int to = Math.min(part.size(), at.item() + Math.min(KEYS, atMost));
        List<Item> items = part.subList(at.item(), to);
        Map<String, Item.Now> now = look(
                undone,
                items.stream()
                        .filter(item -> params.wants(item.key()) && item.was().mayHaveMarker())
                        .toList());
        List<Item> seen = items.stream()
                .map(item -> item.standing(now.getOrDefault(item.key(), Item.Now.NOTHING)))
                .toList();
        return new Page<>(seen, at.next(items.size(), part.size(), undone.parts()), notes(undone, items));
    }

    @Override
    public List<Evidence> judge(Params params, Instant asOf, Item item) {
        Item.Was was = item.was();
        List<Evidence> evidence = new ArrayList<>();
        if (!params.items().isEmpty()) {
            evidence.add(Evidence.of("items", params.wants(item.key()), item.key()));
        }
        evidence.add(Evidence.of("reversible", was.isMarked(), reversible(was)));
        evidence.add(Evidence.of(
                "deleted",
                !was.isLeftAlone(),
                was.outcome().map(Enum::name).orElse("no outcome: the answer to its delete was lost, if it was sent")));
        if (params.wants(item.key()) && was.mayHaveMarker()) {
            Optional<Item.Version> latest = item.now().latest();
            evidence.add(Evidence.of(
                    "latest",
                    latest.filter(Item.Version::marker).isPresent(),
                    latest.map(Item.Version::toString).orElse("nothing is there, nor a marker")));
            evidence.add(own(was, item.now()));
        }
        return evidence;
    }

    @Override
    public List<String> within(Params params, Item item) {
        return List.of(item.was().bucket());
    }

    @Override
    public Map<String, Item> reread(Params params, List<Item> planned) {
        Undone undone = Undone.of(past, params.run());
        Map<String, Item.Now> now = look(undone, planned);
        return planned.stream()
                .map(item -> item.standing(now.getOrDefault(item.key(), Item.Now.NOTHING)))
                .filter(item -> !item.isBack())
                .collect(Collectors.toMap(Item::key, item -> item));
    }

    @Override
    public Map<String, Outcome> act(Params params, List<Item> batch) {
        Undone undone = Undone.of(past, params.run());
        undone.requirePaused();
        try {
            return new Removal(s3, undone.bucket()).remove(batch);
        } catch (SdkException thrown) {
            throw AwsErrors.failure(thrown, "S3", "bucket " + undone.bucket());
        }
    }

    /** How the keys of these stand. */
    private Map<String, Item.Now> look(Undone undone, List<Item> items) {
        Versions versions = new Versions(s3, undone.bucket(), undone.prefix());
        Map<String, Item.Version> latest =
                versions.latest(items.stream().map(Item::key).toList());
        Map<String, Item.Now> now = new HashMap<>();
        items.forEach(item -> Optional.ofNullable(latest.get(item.key()))
                .ifPresent(version -> now.put(item.key(), now(item, version, versions))));
        return now;
    }

    private static Item.Now now(Item item, Item.Version latest, Versions versions) {
        boolean byItsId = item.was().marker().isPresent() || !latest.marker();
        return byItsId ? new Item.Now(Optional.of(latest), Optional.empty()) : versions.of(item.key());
    }

    private static Evidence own(Item.Was was, Item.Now now) {
        if (was.marker().isPresent()) {
            String marker = was.marker().get();
            return Evidence.of(
                    "own",
                    now.latest().filter(version -> version.id().equals(marker)).isPresent(),
                    "its marker is " + marker);
        }
        boolean inTime = now.latest()
                .filter(version ->
                        !version.at().isBefore(was.from()) && !version.at().isAfter(was.until()))
                .isPresent();
        boolean onPlanned = now.beneath()
                .filter(version -> !version.marker()
                        && version.etag().equals(was.etag())
                        && version.at().equals(was.lastModified()))
                .isPresent();
        return Evidence.of(
                "own",
                inTime && onPlanned,
                "the id of its marker is not known; beneath is "
                        + now.beneath().map(Item.Version::toString).orElse("nothing") + ", planned was the object of "
                        + was.lastModified());
    }

    private static String reversible(Item.Was was) {
        return switch (was.onDelete()) {
            case "MARKS" -> "a delete added a marker";
            case "REPLACES" ->
                "removed for good: versioning was suspended, where a marker takes the place of the object";
            default -> "removed for good: the bucket was not versioned";
        };
    }

    private static List<String> notes(Undone undone, List<Item> items) {
        List<String> notes = new ArrayList<>(undone.notes());
        items.stream()
                .filter(item -> !item.was().isMarked() && !item.was().isLeftAlone())
                .map(item -> "what run " + undone.run().id() + " deleted from bucket " + undone.bucket() + " was "
                        + reversible(item.was()))
                .distinct()
                .forEach(notes::add);
        return notes;
    }
}

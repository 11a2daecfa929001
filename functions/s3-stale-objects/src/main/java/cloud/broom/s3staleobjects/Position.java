package cloud.broom.s3staleobjects;

import cloud.broom.json.Json;
import cloud.broom.task.Cursor;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a search of a bucket stands: a key to start after, which stays valid for days, and what the search knows by then.
 * With {@code keepNewest} there are two passes: one that only finds out how new an object has to be, one that looks.
 *
 * @param cachedAt if what a delete does is not known from this run's own look but from the cache: when it was read
 * @param newest in the first pass, the newest instants so far
 */
record Position(
        Pass pass,
        String after,
        Item.OnDelete onDelete,
        Optional<Instant> cachedAt,
        List<Instant> newest,
        Optional<Instant> keptFrom) {
    enum Pass {
        SURVEY,
        LOOK
    }

    Position {
        newest = List.copyOf(newest);
    }

    static Position first(Params params, Item.OnDelete onDelete, Optional<Instant> cachedAt) {
        Pass pass = params.keepNewest() > 0 ? Pass.SURVEY : Pass.LOOK;
        return new Position(pass, "", onDelete, cachedAt, List.of(), Optional.empty());
    }

    static Position read(String text) {
        return Json.read(text, Position.class, "cursor");
    }

    Cursor cursor() {
        return new Cursor.After(Json.write(this));
    }

    Position after(String key) {
        return new Position(pass, key, onDelete, cachedAt, newest, keptFrom);
    }

    /** The first pass, having seen more; only the {@code most} newest are kept. */
    Position seen(Stream<Instant> more, int most) {
        List<Instant> kept = Stream.concat(newest.stream(), more)
                .sorted(Comparator.reverseOrder())
                .limit(most)
                .toList();
        return new Position(pass, after, onDelete, cachedAt, kept, keptFrom);
    }

    /** The second pass: what is as new as the last that stays, stays. */
    Position look() {
        Optional<Instant> oldestKept = newest.stream().min(Comparator.naturalOrder());
        return new Position(Pass.LOOK, "", onDelete, cachedAt, List.of(), oldestKept);
    }
}

package cloud.broom.s3staleobjects;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Planned objects as they stand now. They are neighbours in the order of their keys, so a page or two show them all; where few
 * of many were planned, one key after the other is asked for instead.
 */
final class SecondLook {
    private static final int PAGE = 1000;

    /** A full page takes about as long as so many single keys. */
    private static final int SINGLES_A_PAGE = 10;

    private static final Comparator<String> AS_S3_SORTS = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private final Listing listing;
    private final String prefix;

    /** A look at objects whose keys all begin with the prefix. */
    SecondLook(Listing listing, String prefix) {
        this.listing = listing;
        this.prefix = prefix;
    }

    /** By key; what is gone is left out. The first is asked for by itself: there is no telling which key comes just before it. */
    Map<String, S3Object> at(List<String> keys) {
        NavigableMap<String, Boolean> left = new TreeMap<>(AS_S3_SORTS);
        keys.forEach(key -> left.put(key, true));
        Map<String, S3Object> now = new HashMap<>();
        String passed = left.firstKey();
        left.remove(passed);
        one(passed).ifPresent(object -> now.put(object.key(), object));
        for (int pages = 1; pages * SINGLES_A_PAGE <= left.size(); pages++) {
            Listing.Page page = listing.after(prefix, passed, PAGE);
            page.objects().stream()
                    .filter(object -> left.containsKey(object.key()))
                    .forEach(object -> now.put(object.key(), object));
            passed = page.truncated() ? page.last() : left.lastKey();
            left.headMap(passed, true).clear();
        }
        left.keySet().forEach(key -> one(key).ifPresent(object -> now.put(key, object)));
        return now;
    }

    Optional<S3Object> one(String key) {
        return listing.one(key);
    }
}

package cloud.broom.s3staleobjects;

import cloud.broom.aws.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Planned objects as they stand now. They are neighbours in the order of their keys, so a page or two show them all; where few
 * of many were planned, one key after the other is asked for instead.
 */
final class SecondLook {
    private static final int PAGE = 1000;

    /** A full page takes about as long as so many single keys. */
    private static final int SINGLES_A_PAGE = 10;

    private final Listing listing;
    private final String prefix;

    /** A look at objects whose keys all begin with the prefix. */
    SecondLook(Listing listing, String prefix) {
        this.listing = listing;
        this.prefix = prefix;
    }

    /** By key; what is gone is left out. The first is asked for by itself: there is no telling which key comes just before it. */
    Map<String, S3Object> at(List<String> keys) {
        NavigableSet<ObjectKey> left = new TreeSet<>();
        keys.forEach(key -> left.add(new ObjectKey(key)));
        Map<String, S3Object> now = new HashMap<>();
        ObjectKey passed = left.first();
        left.remove(passed);
        one(passed.text()).ifPresent(object -> now.put(object.key(), object));
        for (int pages = 1; pages * SINGLES_A_PAGE <= left.size(); pages++) {
            Listing.Page page = listing.after(prefix, passed.text(), PAGE);
            page.objects().stream()
                    .filter(object -> left.contains(new ObjectKey(object.key())))
                    .forEach(object -> now.put(object.key(), object));
            passed = page.truncated() ? new ObjectKey(page.last()) : left.last();
            left.headSet(passed, true).clear();
        }
        left.forEach(key -> one(key.text()).ifPresent(object -> now.put(object.key(), object)));
        return now;
    }

    Optional<S3Object> one(String key) {
        return listing.one(key);
    }
}

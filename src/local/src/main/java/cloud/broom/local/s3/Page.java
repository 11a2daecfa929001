package cloud.broom.local.s3;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a listing.
 *
 * @param truncated whether there is more after the last entry
 */
record Page(List<Entry> entries, boolean truncated) {
    Page {
        entries = List.copyOf(entries);
    }

    /**
     * One line.
     *
     * @param name the key, or the common prefix if there is no version
     */
    record Entry(String name, Optional<Version> version, boolean latest) {}

    /**
     * What to list.
     *
     * @param after a key or common prefix that has been listed already; empty for none
     * @param select of the versions of each key, those that are to be listed
     */
    record Wish(
            String prefix,
            String delimiter,
            String after,
            boolean inclusive,
            int most,
            Function<Map.Entry<Key, List<Version>>, List<Version>> select) {
        private Key start() {
            Key after = Key.bound(this.after);
            Key prefix = Key.bound(this.prefix);
            return after.compareTo(prefix) > 0 ? after : prefix;
        }

        private boolean startInclusive() {
            return inclusive || Key.bound(after).compareTo(Key.bound(prefix)) < 0 || after.isEmpty();
        }

        private Optional<String> commonPrefix(String key) {
            int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            return cut < 0 ? Optional.empty() : Optional.of(key.substring(0, cut + delimiter.length()));
        }
    }

    /** Lists; keys under a common prefix are leapt over, not walked. */
    static Page of(Bucket bucket, Wish wish) {
        List<Entry> entries = new ArrayList<>();
        if (wish.most() == 0) {
            return new Page(entries, false);
        }
        var keys = bucket.from(wish.start(), wish.startInclusive()).entrySet().iterator();
        while (keys.hasNext()) {
            Map.Entry<Key, List<Version>> next = keys.next();
            String key = next.getKey().text();
            if (!key.startsWith(wish.prefix())) {
                break;
            }
            List<Version> versions = wish.select().apply(next);
            if (versions.isEmpty()) {
                continue;
            }
            Optional<String> common = wish.commonPrefix(key);
            if (common.isPresent()) {
                keys = leap(bucket, common.get());
            }
            for (Entry entry : entries(key, next.getValue(), versions, common, wish.after())) {
                if (entries.size() == wish.most()) {
                    return new Page(entries, true);
                }
                entries.add(entry);
            }
        }
        return new Page(entries, false);
    }

    private static Iterator<Map.Entry<Key, List<Version>>> leap(Bucket bucket, String common) {
        return bucket.from(Key.afterAll(common), true).entrySet().iterator();
    }

    private static List<Entry> entries(
            String key, List<Version> all, List<Version> listed, Optional<String> common, String after) {
        if (common.isPresent()) {
            boolean told = common.get().equals(after);
            return told ? List.of() : List.of(new Entry(common.get(), Optional.empty(), false));
        }
        Version newest = all.get(0);
        return listed.stream()
                .map(version ->
                        new Entry(key, Optional.of(version), version.id().equals(newest.id())))
                .toList();
    }

    /** The last entry, after which the next page begins. */
    Entry last() {
        return entries.get(entries.size() - 1);
    }
}

package cloud.broom.cli.plan;

import cloud.broom.plan.Planned;
import cloud.broom.task.Evidence;
import cloud.broom.task.Reversibility;
import cloud.broom.task.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a plan comes to.
 *
 * @param byReason by the predicates that said YES
 * @param byReversibility by whether it can be brought back
 * @param byPlace by what its ids begin with, the largest first
 * @param samples the first items
 */
public record Outline(
        Share all,
        Map<String, Share> byReason,
        Map<Reversibility, Share> byReversibility,
        Map<String, Share> byPlace,
        List<Planned> samples) {
    private static final int PLACES = 10;
    private static final int DEPTH = 2;

    /** Of items, a first few of them kept as they are. */
    static Outline of(Iterable<Planned> items, int samples) {
        Map<String, Share> reasons = new TreeMap<>();
        Map<Reversibility, Share> reversibilities = new TreeMap<>();
        Map<String, Share> places = new TreeMap<>();
        List<Planned> first = new ArrayList<>();
        Share all = Share.NONE;
        for (Planned item : items) {
            all = all.plus(item);
            add(reasons, reason(item), item);
            add(reversibilities, item.reversibility(), item);
            add(places, place(item.id()), item);
            if (first.size() < samples) {
                first.add(item);
            }
        }
        return new Outline(all, reasons, reversibilities, largest(places), List.copyOf(first));
    }

    /** The largest of its places, if it has more than one. */
    public Optional<String> most() {
        return byPlace.size() < 2 ? Optional.empty() : byPlace.keySet().stream().findFirst();
    }

    private static <K> void add(Map<K, Share> shares, K key, Planned item) {
        shares.merge(key, Share.NONE.plus(item), (sum, one) -> sum.plus(item));
    }

    private static String reason(Planned item) {
        return item.evidence().stream()
                .filter(evidence -> evidence.verdict() == Verdict.YES)
                .map(Evidence::predicate)
                .collect(Collectors.joining(" and "));
    }

    /** What an id begins with: its first two segments, {@code app/new-service/}, or fewer if it has no more. */
    static String place(String id) {
        int end = 0;
        for (int depth = 0; depth < DEPTH; depth++) {
            int slash = id.indexOf('/', end);
            if (slash < 0) {
                break;
            }
            end = slash + 1;
        }
        return id.substring(0, end);
    }

    private static Map<String, Share> largest(Map<String, Share> places) {
        return places.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Share> place) ->
                                place.getValue().items())
                        .reversed())
                .limit(PLACES)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new));
    }
}

package cloud.broom.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many requests a task has made, by operation as it declares them ({@code S3.ListObjectsV2}). A request that the SDK sends
 * again counts again, since it is billed again.
 */
public record CallCounts(SortedMap<String, Long> byOperation) {
    public static final CallCounts NONE = new CallCounts(new TreeMap<>());

    public CallCounts {
        byOperation = Collections.unmodifiableSortedMap(new TreeMap<>(byOperation));
    }

    @JsonCreator
    static CallCounts of(Map<String, Long> counts) {
        return new CallCounts(new TreeMap<>(counts));
    }

    @JsonValue
    Map<String, Long> json() {
        return byOperation;
    }

    public CallCounts plus(CallCounts more) {
        if (more.byOperation.isEmpty()) {
            return this;
        }
        SortedMap<String, Long> sum = new TreeMap<>(byOperation);
        more.byOperation.forEach((operation, count) -> sum.merge(operation, count, Long::sum));
        return new CallCounts(sum);
    }

    CallCounts plusOne(String operation) {
        SortedMap<String, Long> sum = new TreeMap<>(byOperation);
        sum.merge(operation, 1L, Long::sum);
        return new CallCounts(sum);
    }
}

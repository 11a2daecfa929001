package cloud.broom.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of the state table: their keys, and the attributes that its indexes and its TTL are built on. */
final class Items {
    static final String AGENDA = "DUE";

    private Items() {}

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", text(pk), "sk", text(sk));
    }

    static Map<String, AttributeValue> row(String pk, String sk) {
        return new HashMap<>(key(pk, sk));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue millis(Instant instant) {
        return number(instant.toEpochMilli());
    }

    /** TTL takes seconds (amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html). */
    static AttributeValue expiry(Instant from, Duration kept) {
        return number(from.plus(kept).getEpochSecond());
    }

    static String text(Map<String, AttributeValue> row, String name) {
        return find(row, name, AttributeValue::s).orElseThrow(() -> missing(row, name));
    }

    static Optional<String> findText(Map<String, AttributeValue> row, String name) {
        return find(row, name, AttributeValue::s);
    }

    static long number(Map<String, AttributeValue> row, String name) {
        return find(row, name, AttributeValue::n).map(Long::parseLong).orElseThrow(() -> missing(row, name));
    }

    static Instant instant(Map<String, AttributeValue> row, String name) {
        return Instant.ofEpochMilli(number(row, name));
    }

    private static <T> Optional<T> find(Map<String, AttributeValue> row, String name, Function<AttributeValue, T> as) {
        return Optional.ofNullable(row.get(name)).map(as);
    }

    private static IllegalStateException missing(Map<String, AttributeValue> row, String name) {
        return new IllegalStateException("row " + row.get("pk") + " " + row.get("sk") + " has no " + name);
    }
}

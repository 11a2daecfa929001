package cloud.broom.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

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

    /** Writes a row that there must not be yet. */
    static TransactWriteItem create(String table, Map<String, AttributeValue> row) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(row).conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    /** Writes a row over the one of a version; over none if that is 0. */
    static TransactWriteItem overwrite(String table, Map<String, AttributeValue> row, long before) {
        if (before == 0) {
            return create(table, row);
        }
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(row)
                        .conditionExpression("version = :before")
                        .expressionAttributeValues(Map.of(":before", number(before))))
                .build();
    }

    private static <T> Optional<T> find(Map<String, AttributeValue> row, String name, Function<AttributeValue, T> as) {
        return Optional.ofNullable(row.get(name)).map(as);
    }

    private static IllegalStateException missing(Map<String, AttributeValue> row, String name) {
        return new IllegalStateException("row " + row.get("pk") + " " + row.get("sk") + " has no " + name);
    }
}

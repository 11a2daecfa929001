package cloud.broom.where;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A resource record's components, as CEL sees them: texts, whole numbers, truths, instants and durations as what they are, enums
 * as texts, lists and maps of those, an Optional as what it may hold. A component of any other type is no attribute.
 */
final class Attributes {
    /** The run's idea of now, an attribute of every resource. */
    static final String AS_OF = "asOf";

    private static final Map<Class<?>, CelType> PLAIN = Map.ofEntries(
            Map.entry(String.class, SimpleType.STRING),
            Map.entry(long.class, SimpleType.INT),
            Map.entry(Long.class, SimpleType.INT),
            Map.entry(int.class, SimpleType.INT),
            Map.entry(Integer.class, SimpleType.INT),
            Map.entry(boolean.class, SimpleType.BOOL),
            Map.entry(Boolean.class, SimpleType.BOOL),
            Map.entry(Instant.class, SimpleType.TIMESTAMP),
            Map.entry(Duration.class, SimpleType.DURATION));

    private final SortedMap<String, CelType> types = new TreeMap<>(Map.of(AS_OF, SimpleType.TIMESTAMP));
    private final Map<String, Method> accessors = new HashMap<>();

    Attributes(Class<? extends Record> resource) {
        for (RecordComponent component : resource.getRecordComponents()) {
            type(component.getGenericType()).ifPresent(type -> add(component, type));
        }
    }

    Map<String, CelType> types() {
        return types;
    }

    /** The values a resource has; one that it has not is left out. */
    Map<String, Object> values(Record resource, Instant asOf) {
        Map<String, Object> values = new HashMap<>(Map.of(AS_OF, asOf));
        accessors.forEach((name, accessor) -> read(accessor, resource).ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** For a refusal: {@code asOf (timestamp), key (string)}. */
    String listed() {
        return types.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + named(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private void add(RecordComponent component, CelType type) {
        if (types.put(component.getName(), type) != null) {
            throw new IllegalArgumentException(component.getDeclaringRecord() + " has a component named " + AS_OF
                    + ", which is the run's idea of now");
        }
        accessors.put(component.getName(), accessible(component.getAccessor()));
    }

    private static Optional<CelType> type(Type declared) {
        if (declared instanceof Class<?> plain) {
            return plain.isEnum() ? Optional.of(SimpleType.STRING) : Optional.ofNullable(PLAIN.get(plain));
        }
        if (!(declared instanceof ParameterizedType of && of.getRawType() instanceof Class<?> raw)) {
            return Optional.empty();
        }
        Type[] arguments = of.getActualTypeArguments();
        if (raw == Optional.class) {
            return type(arguments[0]);
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return type(arguments[1]).map(value -> MapType.create(SimpleType.STRING, value));
        }
        boolean many = Collection.class.isAssignableFrom(raw) && arguments.length == 1;
        return many ? type(arguments[0]).map(ListType::create) : Optional.empty();
    }

    private static Optional<Object> value(Object read) {
        if (read instanceof Optional<?> held) {
            return held.flatMap(Attributes::value);
        }
        if (read instanceof Integer number) {
            return Optional.of(number.longValue());
        }
        if (read instanceof Enum<?> constant) {
            return Optional.of(constant.name());
        }
        if (read instanceof Collection<?> many) {
            List<Object> values = new ArrayList<>();
            many.forEach(one -> value(one).ifPresent(values::add));
            return Optional.of(List.copyOf(values));
        }
        if (read instanceof Map<?, ?> map) {
            Map<Object, Object> values = new TreeMap<>();
            map.forEach((key, one) -> value(one).ifPresent(value -> values.put(key, value)));
            return Optional.of(values);
        }
        return Optional.of(read);
    }

    /** Resource records are their tasks' own business and need not be public. */
    private static Method accessible(Method accessor) {
        accessor.setAccessible(true);
        return accessor;
    }

    private static Optional<Object> read(Method accessor, Record resource) {
        try {
            return Optional.ofNullable(accessor.invoke(resource)).flatMap(Attributes::value);
        } catch (InvocationTargetException | IllegalAccessException broken) {
            throw new IllegalStateException("cannot be read: " + accessor, broken);
        }
    }

    private static String named(CelType type) {
        String name = type.name();
        return switch (name) {
            case "google.protobuf.Timestamp" -> "timestamp";
            case "google.protobuf.Duration" -> "duration";
            case "list", "map" ->
                name + type.parameters().stream().map(Attributes::named).collect(Collectors.joining(", ", "(", ")"));
            default -> name;
        };
    }
}

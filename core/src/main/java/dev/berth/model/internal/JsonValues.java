package dev.berth.model.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deep, unmodifiable copies of JSON-like values: String, Long, Double, Boolean, List, Map, null. Stateless. */
public final class JsonValues {

    private static final int MAX_DEPTH = 100;

    private JsonValues() {}

    /** Returns a deep copy sorted by name at the top; nested maps keep their insertion order. */
    public static SortedMap<String, Object> sortedCopy(Map<String, ?> map) {
        SortedMap<String, Object> copy = new TreeMap<>();
        map.forEach((name, value) -> copy.put(name, copy(value, 1)));
        return Collections.unmodifiableSortedMap(copy);
    }

    /** Returns a deep copy in insertion order. */
    public static Map<String, Object> copy(Map<String, ?> map) {
        return copyMap(map, 0);
    }

    private static Map<String, Object> copyMap(Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put((String) name, copy(value, depth + 1)));
        return Collections.unmodifiableMap(copy);
    }

    /** Returns the value as one of the allowed types: whole numbers become Long, others Double. */
    @SuppressWarnings(
            "NullAway") // JSON null is a value here; the maps say Object because JSpecify's nullness would leak into
    // every getter
    private static Object copy(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("The value is nested deeper than %s levels.".formatted(MAX_DEPTH));
        }
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float f) {
            return f.doubleValue();
        }
        if (value instanceof Map<?, ?> map) {
            return copyMap(map, depth);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copy(item, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException(
                "The value (%s) of type %s is none of String, Long, Double, Boolean, List, Map, null."
                        .formatted(value, value.getClass().getName()));
    }
}

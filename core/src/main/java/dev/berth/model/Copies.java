package dev.berth.model;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.internal.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deep, immutable copies for the constructors of this package; what is null is refused by name. Stateless. */
final class Copies {

    private Copies() {}

    /** Refuses null. */
    static <T> T present(@Nullable T value, String what) {
        checkArgument(
                value != null, "The component (%s) must not be null.\nMaybe leave it out to get its default.", what);
        return value;
    }

    /** Refuses a negative amount. */
    static void notNegative(long value, String what) {
        checkArgument(value >= 0, "The component %s (%s) must not be negative.", what, value);
    }

    /** Copies a list whose elements are immutable, keeping the order; lists as elements are not expected here. */
    static <T> List<T> list(List<T> list, String what) {
        present(list, what);
        list.forEach(element -> present(element, "an element of " + what));
        return ImmutableList.copyOf(list);
    }

    /** Copies a map sorted by key; values that are lists are copied, too. */
    static <V> SortedMap<String, V> sorted(Map<String, V> map, String what) {
        present(map, what);
        ImmutableSortedMap.Builder<String, V> copy = ImmutableSortedMap.naturalOrder();
        map.forEach((key, value) -> copy.put(present(key, "a key of " + what), immutable(value, what + "." + key)));
        return copy.build();
    }

    @SuppressWarnings("unchecked") // a list is replaced by an equal list
    private static <V> V immutable(V value, String what) {
        present(value, what);
        return value instanceof List<?> list ? (V) list(list, what) : value;
    }

    /** Copies a map of lists sorted by key; lists that are immutable already are shared, empty ones are left out. */
    static <K extends Comparable<? super K>, V> SortedMap<K, List<V>> mapOfLists(Map<K, ? extends List<V>> map) {
        ImmutableSortedMap.Builder<K, List<V>> copy = ImmutableSortedMap.naturalOrder();
        map.forEach((key, list) -> {
            if (!list.isEmpty()) {
                copy.put(key, ImmutableList.copyOf(list));
            }
        });
        return copy.build();
    }

    /** Copies a JSON-like map deeply, keeping the order. */
    static Map<String, Object> json(Map<String, ?> map, String what) {
        present(map, what);
        return JsonValues.copy(map);
    }

    static <V> SortedMap<String, V> emptySorted() {
        return new TreeMap<>();
    }

    static Map<String, Object> emptyJson() {
        return new LinkedHashMap<>();
    }
}

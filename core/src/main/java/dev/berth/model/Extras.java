package dev.berth.model;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.internal.JsonValues;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What this version of Berth does not know about a value but must not lose: members of foreign JSON by name, and fields of a newer
 * binary format by number. Immutable; the usual instance is {@link #none()}, which is shared.
 */
public final class Extras {

    private static final Extras NONE = new Extras(ImmutableSortedMap.of(), ImmutableSortedMap.of());

    private final SortedMap<String, Object> named;
    private final ImmutableSortedMap<Integer, byte[]> numbered; // arrays never leave without a copy

    private Extras(SortedMap<String, Object> named, ImmutableSortedMap<Integer, byte[]> numbered) {
        this.named = named;
        this.numbered = numbered;
    }

    /** Returns the shared instance that holds nothing. */
    public static Extras none() {
        return NONE;
    }

    /**
     * Returns extras that hold these JSON members and no numbered field.
     *
     * @param named values are String, Long, Double, Boolean, List, Map or null, nested as you like; copied deeply
     */
    public static Extras named(Map<String, ?> named) {
        return of(named, new TreeMap<>());
    }

    /** Returns extras that hold these JSON members and these fields, each as its encoded bytes including tags; both are copied. */
    public static Extras of(Map<String, ?> named, SortedMap<Integer, byte[]> numbered) {
        if (named.isEmpty() && numbered.isEmpty()) {
            return NONE;
        }
        ImmutableSortedMap.Builder<Integer, byte[]> fields = ImmutableSortedMap.naturalOrder();
        numbered.forEach((number, bytes) -> {
            checkArgument(number > 0, "The field number (%s) must be positive.", number);
            fields.put(number, bytes.clone());
        });
        return new Extras(JsonValues.sortedCopy(named), fields.build());
    }

    /** Returns the JSON members this version does not know, sorted by name. Unmodifiable, as are the values. */
    public SortedMap<String, Object> named() {
        return named;
    }

    /** Returns the numbers of the binary fields this version does not know, ascending. Unmodifiable. */
    public SortedSet<Integer> numbers() {
        return numbered.keySet();
    }

    /**
     * Returns a copy of the encoded bytes of a field this version does not know, tags included.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    public byte[] numbered(int number) {
        byte[] bytes = numbered.get(number);
        checkArgument(bytes != null, "There is no unknown field with number (%s), only %s.", number, numbered.keySet());
        return Objects.requireNonNull(bytes).clone();
    }

    /** Returns whether nothing is held. */
    @SuppressWarnings("ReferenceEquality") // whatever holds nothing is that instance
    public boolean isNone() {
        return this == NONE;
    }

    @Override
    public boolean equals(Object o) {
        return o == this || (o instanceof Extras other && named.equals(other.named) && sameFields(other));
    }

    private boolean sameFields(Extras other) {
        return numbered.keySet().equals(other.numbered.keySet())
                && numbered.entrySet().stream()
                        .allMatch(e -> Arrays.equals(e.getValue(), other.numbered.get(e.getKey())));
    }

    @Override
    public int hashCode() {
        return 31 * named.hashCode() + numbered.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "Extras" + named.keySet() + numbered.keySet();
    }
}

package dev.berth.wire.nomad;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A draft for values that have no builder: components by member name. Confined to one thread. */
final class Slots {

    private final Map<String, Object> values = new HashMap<>();

    /** Returns a setter for the component of this name. */
    static <V> BiConsumer<Slots, V> to(String name) {
        return (slots, value) -> slots.values.put(name, value);
    }

    /** Returns what was put there, else the other value; whoever asks knows the type that the member has. */
    @SuppressWarnings("unchecked")
    <V> V get(String name, V otherwise) {
        return (V) values.getOrDefault(name, otherwise);
    }

    @SuppressWarnings("unchecked")
    <V> @Nullable V getOrNull(String name) {
        return (V) values.get(name);
    }

    /**
     * Returns what was put there.
     *
     * @throws IllegalArgumentException if nothing was
     */
    @SuppressWarnings("unchecked")
    <V> V need(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The member " + name + " is missing. Add it.");
        }
        return (V) value;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }
}

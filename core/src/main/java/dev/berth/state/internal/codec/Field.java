package dev.berth.state.internal.codec;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One field of a message: how it is written, and how what is read grows into its value. Immutable.
 *
 * @param <T> the type of the message
 */
abstract class Field<T> {

    final int number;
    final boolean repeated;
    final boolean required;
    final @Nullable Object absent; // the value when nothing is written

    private Field(int number, boolean repeated, boolean required, @Nullable Object absent) {
        this.number = number;
        this.repeated = repeated;
        this.required = required;
        this.absent = absent;
    }

    abstract void write(WireWriter out, T message);

    abstract boolean accepts(int type);

    /** Reads one value; {@code soFar} is what was returned for the one before, or null. */
    abstract Object read(WireReader in, int type, @Nullable Object soFar);

    /** Returns the field's value from what {@link #read} returned last. */
    Object finish(Object read) {
        return read;
    }

    /** A field with one value, not written when it equals {@code absent}. */
    static <T, V> Field<T> single(
            int number, Function<T, @Nullable V> getter, Value<V> kind, boolean required, @Nullable V absent) {
        return new Field<>(number, false, required, absent) {
            @Override
            void write(WireWriter out, T message) {
                V value = getter.apply(message);
                if (value != null && !value.equals(absent)) {
                    kind.write(out, number, value);
                }
            }

            @Override
            boolean accepts(int type) {
                return kind.accepts(type);
            }

            @Override
            Object read(WireReader in, int type, @Nullable Object soFar) {
                return kind.read(in, type);
            }
        };
    }

    /** A list, written once per element. */
    static <T, V> Field<T> list(int number, Function<T, ? extends Iterable<V>> getter, Value<V> kind) {
        return new Field<>(number, true, false, List.of()) {
            @Override
            void write(WireWriter out, T message) {
                for (V value : getter.apply(message)) {
                    kind.write(out, number, value);
                }
            }

            @Override
            boolean accepts(int type) {
                return kind.accepts(type);
            }

            @Override
            @SuppressWarnings("unchecked") // it is what this method returned before
            Object read(WireReader in, int type, @Nullable Object soFar) {
                List<V> list = soFar == null ? new ArrayList<>() : (List<V>) soFar;
                list.add(kind.read(in, type));
                return list;
            }
        };
    }

    /** A sorted map, written once per entry as a frame of the key and then the value, keys ascending. */
    static <T, K extends Comparable<K>, V> Field<T> map(
            int number, Function<T, SortedMap<K, V>> getter, Codec<K> key, Codec<V> value) {
        WireWriter.Body<Map.Entry<K, V>> writeEntry = (out, entry) -> {
            key.write(out, entry.getKey());
            value.write(out, entry.getValue());
        };
        WireReader.Body<Map.Entry<K, V>> readEntry = in -> Map.entry(key.read(in), value.read(in));
        return new Field<>(number, true, false, ImmutableSortedMap.of()) {
            @Override
            void write(WireWriter out, T message) {
                for (Map.Entry<K, V> entry : getter.apply(message).entrySet()) {
                    out.tag(number, Wire.BYTES);
                    out.frame(writeEntry, entry);
                }
            }

            @Override
            boolean accepts(int type) {
                return type == Wire.BYTES;
            }

            @Override
            @SuppressWarnings("unchecked") // it is what this method returned before
            Object read(WireReader in, int type, @Nullable Object soFar) {
                List<Map.Entry<K, V>> entries = soFar == null ? new ArrayList<>() : (List<Map.Entry<K, V>>) soFar;
                Map.Entry<K, V> entry = in.frame(readEntry);
                if (!entries.isEmpty()
                        && entries.get(entries.size() - 1).getKey().compareTo(entry.getKey()) >= 0) {
                    throw in.bad("the keys of a map are not in ascending order");
                }
                entries.add(entry);
                return entries;
            }

            @Override
            @SuppressWarnings("unchecked") // it is what read returned
            Object finish(Object read) {
                return ImmutableSortedMap.copyOf((List<Map.Entry<K, V>>) read);
            }
        };
    }
}

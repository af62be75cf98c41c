package dev.berth.state.internal.codec;

/**
 * How one value of a field is written after its tag. Immutable and thread-safe. The usual ones are in {@link Values}.
 *
 * @param <V> the type of the value
 */
public interface Value<V> {

    /** Writes tag and value. */
    void write(WireWriter out, int number, V value);

    /** Returns whether a value can have this wire type. */
    boolean accepts(int type);

    /** Reads the value after a tag of an accepted type. */
    V read(WireReader in, int type);
}

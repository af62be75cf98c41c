package dev.berth.state.internal.codec;

/**
 * Writes values of a type and reads them back equal. What is written ends where the frame around it ends, which the caller writes
 * ({@link WireWriter#frame}). Immutable and thread-safe. Equal values give equal bytes, on every machine.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> {

    /** Writes a value at the end of what is there. */
    void write(WireWriter out, T value);

    /**
     * Reads a value up to the end of the current frame.
     *
     * @throws CodecException if the bytes make no value
     */
    T read(WireReader in);

    /** Returns the bytes of one value by itself. */
    default byte[] encode(T value) {
        WireWriter out = new WireWriter();
        write(out, value);
        return out.toByteArray();
    }

    /**
     * Returns the value of these bytes, all of them.
     *
     * @throws CodecException if the bytes make no value
     */
    default T decode(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        try {
            T value = read(in);
            in.expectEnd();
            return value;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw in.bad("what is read makes no value (%s)".formatted(e.getMessage()), e);
        }
    }
}

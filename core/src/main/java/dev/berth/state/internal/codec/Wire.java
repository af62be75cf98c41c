package dev.berth.state.internal.codec;

/**
 * The numbers of the format. A message is a sequence of fields in ascending order of their numbers; a field is a tag, which is a varint
 * of {@code number << 2 | type}, and a value of that type; a field with several values is written once per value.
 */
final class Wire {

    /** A varint: a signed number in zigzag form, a truth value, a place in a list, or a reference to a shared value. */
    static final int VARINT = 0;
    /** Eight bytes, least significant first. */
    static final int FIXED64 = 1;
    /** A varint with the length, then as many bytes: a text, a message, a shared value that appears for the first time. */
    static final int BYTES = 2;
    /** Sixteen bytes, most significant first: an id. */
    static final int FIXED128 = 3;

    static final int TYPE_BITS = 2;
    static final int TYPE_MASK = 3;
    static final int ID_BYTES = 16;
    static final int MAX_VARINT_BYTES = 10;
    /** How deep frames may lie in each other, so that neither hostile bytes nor a hostile job overflow the stack. */
    static final int MAX_DEPTH = 200;

    static final int MAX_FIELD_NUMBER = 1 << 20;

    private Wire() {}

    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}

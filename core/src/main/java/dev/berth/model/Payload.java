package dev.berth.model;

import java.util.Arrays;

/** Opaque bytes that a dispatch brings for its job. Immutable and thread-safe; the bytes are copied in and out. */
public final class Payload {

    private static final Payload NONE = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the payload without bytes. */
    public static Payload none() {
        return NONE;
    }

    /** Returns a payload with a copy of these bytes. */
    public static Payload of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Payload(bytes.clone());
    }

    /** Returns whether there are no bytes. */
    public boolean isNone() {
        return bytes.length == 0;
    }

    /** Returns how many bytes there are. */
    public int size() {
        return bytes.length;
    }

    /** Returns a copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Payload other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Payload(" + bytes.length + " bytes)";
    }
}

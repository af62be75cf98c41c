package dev.berth.state.internal.codec;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Appends primitives, fields and frames to a buffer that grows. Confined to one thread. See {@link Wire} for the format.
 *
 * <p>Methods that take a field number write its tag first; the others write the bare value. Values of {@link Shared} kinds keep their
 * numbers as long as the writer lives, also over {@link #drainTo}.
 */
public final class WireWriter {

    private static final int MAX_BYTES = Integer.MAX_VALUE - 64;
    private static final int FIRST_BYTES = 256;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private int depth;
    private @Nullable SharedValues[] shared = new SharedValues[Shared.SLOTS];
    private final @Nullable ContentHashes hashes; // of a writer for digests

    public WireWriter() {
        this(null);
    }

    WireWriter(@Nullable ContentHashes hashes) {
        this.hashes = hashes;
    }

    /**
     * Returns a writer whose bytes are made to be hashed, never read: a shared value is written as the hash of its content, so that the
     * bytes of a value do not depend on what was written before.
     */
    public static WireWriter forDigest() {
        return new WireWriter(new ContentHashes());
    }

    /** Returns a 64-bit hash of the bytes in the buffer, the same on every machine, and empties the buffer. */
    public long takeHash() {
        long hash = Hashing.farmHashFingerprint64().hashBytes(bytes, 0, size).asLong();
        size = 0;
        return hash;
    }

    /** Writes the content of a frame. */
    public interface Body<T> {
        void write(WireWriter out, T value);
    }

    /** Returns how many bytes are in the buffer. */
    public int size() {
        return size;
    }

    /** Returns a copy of the bytes in the buffer. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Moves the bytes to a stream and empties the buffer; shared values keep their numbers. Not inside a frame. */
    public void drainTo(OutputStream out) throws IOException {
        if (depth != 0) {
            throw new IllegalStateException("The buffer cannot be drained inside a frame (depth %s).".formatted(depth));
        }
        out.write(bytes, 0, size);
        size = 0;
    }

    /** Writes one byte. */
    public void rawByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Writes bytes as they are. */
    public void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Writes an unsigned number in 1 to 10 bytes, seven bits each, least significant first. */
    public void varint(long value) {
        room(Wire.MAX_VARINT_BYTES);
        size = putVarint(bytes, size, value);
    }

    /** Writes a signed number in zigzag form, so that small ones are short whatever their sign. */
    public void zigzag(long value) {
        varint(Wire.zigzag(value));
    }

    /** Writes eight bytes, least significant first. */
    public void fixed64(long value) {
        room(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Writes sixteen bytes, most significant first. */
    public void id(long high, long low) {
        room(Wire.ID_BYTES);
        putBigEndian(high);
        putBigEndian(low);
    }

    private void putBigEndian(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /**
     * Writes a text with its length.
     *
     * @throws IllegalArgumentException if it holds half of a character pair
     */
    public void text(String value) {
        byte[] utf8 = Utf8.encode(value);
        varint(utf8.length);
        raw(utf8);
    }

    /** Writes the tag of a field. */
    void tag(int number, int type) {
        varint((long) number << Wire.TYPE_BITS | type);
    }

    /** Writes a field that is a signed number. */
    public void int64(int number, long value) {
        tag(number, Wire.VARINT);
        zigzag(value);
    }

    /** Writes a field that is a truth value. */
    public void bool(int number, boolean value) {
        tag(number, Wire.VARINT);
        varint(value ? 1 : 0);
    }

    /** Writes a field that is a place in a list, 0 or more. */
    public void ordinal(int number, int value) {
        tag(number, Wire.VARINT);
        varint(value);
    }

    /** Writes a field that is a floating-point number, bit by bit. */
    public void float64(int number, double value) {
        tag(number, Wire.FIXED64);
        fixed64(Double.doubleToRawLongBits(value));
    }

    /** Writes a field that is an id. */
    public void id(int number, long high, long low) {
        tag(number, Wire.FIXED128);
        id(high, low);
    }

    /** Writes a field that is a text. */
    public void text(int number, String value) {
        tag(number, Wire.BYTES);
        text(value);
    }

    /** Writes a field that is a frame. */
    public <T> void message(int number, Codec<T> codec, T value) {
        tag(number, Wire.BYTES);
        frame(codec, value);
    }

    /** Writes a value with the length of its bytes before it. */
    public <T> void frame(Codec<T> codec, T value) {
        frame(codec::write, value);
    }

    /**
     * Writes what {@code body} writes with its length before it.
     *
     * @throws IllegalArgumentException if frames lie deeper in each other than the format allows
     */
    public <T> void frame(Body<T> body, T value) {
        if (++depth > Wire.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "The value is nested deeper than %s levels.\nMaybe flatten it.".formatted(Wire.MAX_DEPTH));
        }
        room(1);
        int lengthAt = size++;
        body.write(this, value);
        closeFrame(lengthAt);
        depth--;
    }

    /** Puts the length in its place; one byte was left for it, so a longer one moves what follows. */
    private void closeFrame(int lengthAt) {
        int start = lengthAt + 1;
        int length = size - start;
        int lengthBytes = varintBytes(length);
        if (lengthBytes > 1) {
            room(lengthBytes);
            System.arraycopy(bytes, start, bytes, lengthAt + lengthBytes, length);
            size += lengthBytes - 1;
        }
        putVarint(bytes, lengthAt, length);
    }

    /** Writes a field of a shared kind: the value when it is new, else its number. */
    public <T> void shared(int number, Shared<T> kind, T value) {
        if (!kind.isShared().test(value)) {
            message(number, kind.codec(), value);
            return;
        }
        if (hashes != null) {
            tag(number, Wire.FIXED64);
            fixed64(hashes.of(kind, value));
            return;
        }
        SharedValues values = values(kind.slot());
        int known = values.find(value);
        if (known >= 0) {
            tag(number, Wire.VARINT);
            varint(known);
        } else {
            message(number, kind.codec(), value);
            values.written(value);
        }
    }

    /** Writes a bare value of a shared kind: 0 and its frame when it is new, else its number + 1. */
    public <T> void shared(Shared<T> kind, T value) {
        boolean isShared = kind.isShared().test(value);
        if (isShared && hashes != null) {
            fixed64(hashes.of(kind, value));
            return;
        }
        SharedValues values = values(kind.slot());
        int known = isShared ? values.find(value) : -1;
        varint(known + 1L);
        if (known < 0) {
            frame(kind.codec(), value);
            if (isShared) {
                values.written(value);
            }
        }
    }

    /** Writes with shared values of its own, so that a reader that skips it misses no number. */
    <T> void isolated(Codec<T> codec, T value) {
        @Nullable SharedValues[] outside = shared;
        shared = new SharedValues[Shared.SLOTS];
        codec.write(this, value);
        shared = outside;
    }

    private SharedValues values(int slot) {
        SharedValues values = shared[slot];
        if (values == null) {
            values = new SharedValues();
            shared[slot] = values;
        }
        return values;
    }

    private void room(int more) {
        if (more > bytes.length - size) {
            long wanted = (long) size + more;
            if (wanted > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "The value needs more than %s bytes.\nMaybe split it.".formatted(MAX_BYTES));
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(wanted, 2L * bytes.length)));
        }
    }

    private static int varintBytes(long value) {
        return (Long.SIZE + 6 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    private static int putVarint(byte[] into, int at, long value) {
        long rest = value;
        int next = at;
        while ((rest & ~0x7fL) != 0) {
            into[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[next++] = (byte) rest;
        return next;
    }
}

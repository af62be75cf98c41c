package dev.berth.state.internal.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link WireWriter} wrote. Confined to one thread. Whatever the bytes are, the answer is a value or one
 * {@link CodecException} that names the place: lengths are compared with what is left before anything is allocated, depth is bounded, and
 * only the one form that the writer gives is taken.
 */
public final class WireReader {

    private final byte[] bytes;
    private int at;
    private int end; // of the current frame
    private int depth;
    private @Nullable SharedValues[] shared = new SharedValues[Shared.SLOTS];

    public WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads a part of an array, which must not change meanwhile. */
    public WireReader(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** Reads the content of a frame. */
    public interface Body<T> {
        T read(WireReader in);
    }

    /** Returns a reader of other bytes that knows the shared values of this one: the next piece of the same stream. */
    public WireReader next(byte[] piece) {
        WireReader reader = new WireReader(piece);
        reader.shared = shared;
        return reader;
    }

    /** Returns how many bytes of the current frame are left. */
    public int remaining() {
        return end - at;
    }

    /** Returns whether bytes of the current frame are left. */
    public boolean hasMore() {
        return at < end;
    }

    /** Refuses bytes after the end of the value. */
    public void expectEnd() {
        if (hasMore()) {
            throw bad("%s bytes are left over after the value".formatted(remaining()));
        }
    }

    /** Returns an exception that says what is wrong and where. */
    public CodecException bad(String what) {
        return new CodecException(where(what));
    }

    /** Returns an exception that says what is wrong and where, with its cause. */
    CodecException bad(String what, Throwable cause) {
        return new CodecException(where(what), cause);
    }

    private String where(String what) {
        return "The bytes cannot be read: %s at offset %s of %s.\nMaybe they are damaged or cut off."
                .formatted(what, at, bytes.length);
    }

    /** Reads one byte, 0-255. */
    public int rawByte() {
        need(1);
        return bytes[at++] & 0xff;
    }

    /** Reads an unsigned number. */
    public long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = rawByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if ((next == 0 && shift > 0) || (shift == 63 && next > 1)) {
                    throw bad("a number is written in a longer form than needed");
                }
                return value;
            }
        }
        throw bad("a number has more than 64 bits");
    }

    /** Reads an unsigned number that must lie in 0 to {@code max}. */
    public int varint(int max, String what) {
        long value = varint();
        if (value < 0 || value > max) {
            throw bad("the %s (%s) exceeds %s".formatted(what, Long.toUnsignedString(value), max));
        }
        return (int) value;
    }

    /** Reads a signed number in zigzag form. */
    public long zigzag() {
        return Wire.unzigzag(varint());
    }

    /** Reads eight bytes, least significant first. */
    public long fixed64() {
        need(Long.BYTES);
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (bytes[at++] & 0xffL) << shift;
        }
        return value;
    }

    /** Reads eight bytes, most significant first: one half of an id. */
    public long idHalf() {
        need(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | (bytes[at++] & 0xff);
        }
        return value;
    }

    /** Reads a text with its length. */
    public String text() {
        return textOf(length());
    }

    /** Reads the rest of the current frame as a text. */
    public String restAsText() {
        return textOf(remaining());
    }

    private String textOf(int length) {
        String text = Utf8.decode(bytes, at, length);
        if (text == null) {
            throw bad("a text is not UTF-8");
        }
        at += length;
        return text;
    }

    /** Reads the rest of the current frame as it is. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /**
     * Reads how many elements follow; each takes at least one byte, so there cannot be more than bytes left.
     *
     * @param bytesEach the fewest bytes one element takes, at least 1
     */
    public int count(int bytesEach) {
        return varint(remaining() / bytesEach, "count");
    }

    private int length() {
        int length = varint(Integer.MAX_VALUE, "length");
        need(length);
        return length;
    }

    private void need(int wanted) {
        if (wanted > end - at) {
            throw bad("%s more bytes are needed, but only %s are left".formatted(wanted, end - at));
        }
    }

    /** Reads a frame with a codec. */
    public <T> T frame(Codec<T> codec) {
        return frame(codec::read);
    }

    /** Reads a frame: its length, then its content, all of it. */
    public <T> T frame(Body<T> body) {
        int length = length();
        if (++depth > Wire.MAX_DEPTH) {
            throw bad("frames lie deeper than %s levels in each other".formatted(Wire.MAX_DEPTH));
        }
        int outerEnd = end;
        end = at + length;
        T value = body.read(this);
        expectEnd();
        end = outerEnd;
        depth--;
        return value;
    }

    /** Reads the value of a field of a shared kind whose tag says {@code type}. */
    <T> T shared(Shared<T> kind, int type) {
        if (type == Wire.VARINT) {
            return known(kind, varint());
        }
        return fresh(kind);
    }

    /** Reads a bare value of a shared kind. */
    public <T> T shared(Shared<T> kind) {
        long number = varint();
        return number == 0 ? fresh(kind) : known(kind, number - 1);
    }

    private <T> T fresh(Shared<T> kind) {
        T value = frame(kind.codec());
        if (kind.isShared().test(value)) {
            values(kind.slot()).read(value);
        }
        return value;
    }

    @SuppressWarnings("unchecked") // a slot belongs to one kind, and only its values are put there
    private <T> T known(Shared<T> kind, long number) {
        Object value = values(kind.slot()).get(number);
        if (value == null) {
            throw bad("a reference to the shared value (%s) comes before it".formatted(Long.toUnsignedString(number)));
        }
        return (T) value;
    }

    /** Reads with shared values of its own: see {@link WireWriter#isolated}. */
    <T> T isolated(Codec<T> codec) {
        @Nullable SharedValues[] outside = shared;
        shared = new SharedValues[Shared.SLOTS];
        T value = codec.read(this);
        shared = outside;
        return value;
    }

    private SharedValues values(int slot) {
        SharedValues values = shared[slot];
        if (values == null) {
            values = new SharedValues();
            shared[slot] = values;
        }
        return values;
    }

    int at() {
        return at;
    }

    /** Skips the value of a field of this type and returns the bytes since {@code from}, tag included. */
    byte[] skip(int type, int from) {
        switch (type) {
            case Wire.VARINT -> varint();
            case Wire.FIXED64 -> advance(Long.BYTES);
            case Wire.FIXED128 -> advance(Wire.ID_BYTES);
            default -> advance(length());
        }
        return Arrays.copyOfRange(bytes, from, at);
    }

    private void advance(int count) {
        need(count);
        at += count;
    }
}

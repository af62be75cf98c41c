package dev.berth.agent.internal;

import dev.berth.host.Storage;
import dev.berth.host.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record kept in two files, {@code <name>.a} and {@code <name>.b}, written in turns: whatever a crash does to the one
 * being written, the other holds the record before it. A write is durable when it returns.
 *
 * <pre>
 * {@code int magic "BRTA" | short format | long sequence | int length | payload | int crc32c of all before}
 * </pre>
 *
 * <p>Confined to one thread at a time. Every method blocks on the disk.
 */
final class DoubleSlot {
    private static final int MAGIC = 0x42525441;
    private static final short FORMAT = 1;
    private static final int SEQUENCE_AT = 4 + 2;
    private static final int LENGTH_AT = SEQUENCE_AT + 8;
    private static final int HEADER = LENGTH_AT + 4;
    private static final int TRAILER = 4;
    private static final int MAX_PAYLOAD = 64 << 20;
    private static final byte[] EMPTY = {};
    private static final List<String> SUFFIXES = List.of(".a", ".b");

    private final Storage storage;
    private final String name;
    private final boolean[] exists = new boolean[2];
    private long sequence;
    private int next;

    private DoubleSlot(Storage storage, String name) {
        this.storage = storage;
        this.name = name;
    }

    /** What was found. */
    static final class Found {
        private final DoubleSlot slot;
        private final byte @Nullable [] payload;
        private final boolean damaged;

        private Found(DoubleSlot slot, byte @Nullable [] payload, boolean damaged) {
            this.slot = slot;
            this.payload = payload;
            this.damaged = damaged;
        }

        DoubleSlot slot() {
            return slot;
        }

        /** Returns the newest record that is whole; {@code null} when there is none. */
        byte @Nullable [] payload() {
            return payload;
        }

        /** Returns whether a file is there that holds no whole record: an interrupted write, or damage. */
        boolean damaged() {
            return damaged;
        }
    }

    /** Reads both files. */
    static Found open(Storage storage, String name, List<String> names) throws IOException {
        var slot = new DoubleSlot(storage, name);
        byte[] newest = null;
        boolean damaged = false;
        for (int i = 0; i < 2; i++) {
            slot.exists[i] = names.contains(name + SUFFIXES.get(i));
            byte[] content = slot.exists[i] ? readAll(storage, name + SUFFIXES.get(i)) : EMPTY;
            byte[] payload = payload(content);
            if (payload == null) {
                damaged |= content.length > 0;
                continue;
            }
            long sequence = ByteBuffer.wrap(content).getLong(SEQUENCE_AT);
            if (newest == null || sequence > slot.sequence) {
                newest = payload;
                slot.sequence = sequence;
                slot.next = 1 - i;
            }
        }
        return new Found(slot, newest, damaged);
    }

    /** Returns a slot of which nothing is on the disk yet. */
    static DoubleSlot fresh(Storage storage, String name) {
        return new DoubleSlot(storage, name);
    }

    /** Returns the record's name for a file name of one of its slots, or {@code null} for another file. */
    static @Nullable String nameOf(String fileName) {
        boolean slot = SUFFIXES.stream().anyMatch(fileName::endsWith);
        return slot ? fileName.substring(0, fileName.length() - 2) : null;
    }

    /** Replaces the record. When it throws, the one before is still there. */
    void write(byte[] payload) throws IOException {
        byte[] bytes = encode(payload, sequence + 1);
        String file = name + SUFFIXES.get(next);
        try (StorageFile open = storage.open(file)) {
            open.write(0, ByteBuffer.wrap(bytes));
            open.truncate(bytes.length);
            open.force();
        }
        if (!exists[next]) {
            storage.force();
            exists[next] = true;
        }
        sequence++;
        next = 1 - next;
    }

    /** Removes the record; durable after {@link Storage#force()}. */
    void delete() throws IOException {
        for (int i = 0; i < 2; i++) {
            storage.delete(name + SUFFIXES.get(i));
            exists[i] = false;
        }
    }

    private static byte[] encode(byte[] payload, long sequence) {
        byte[] bytes = new byte[HEADER + payload.length + TRAILER];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.putInt(MAGIC)
                .putShort(FORMAT)
                .putLong(sequence)
                .putInt(payload.length)
                .put(payload);
        buffer.putInt(checksum(bytes, HEADER + payload.length));
        return bytes;
    }

    private static byte @Nullable [] payload(byte[] bytes) {
        ByteBuffer content = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER + TRAILER || content.getInt(0) != MAGIC || content.getShort(4) != FORMAT) {
            return null;
        }
        int length = content.getInt(LENGTH_AT);
        if (length < 0 || length != bytes.length - HEADER - TRAILER) {
            return null;
        }
        boolean whole = content.getInt(HEADER + length) == checksum(bytes, HEADER + length);
        return whole ? Arrays.copyOfRange(bytes, HEADER, HEADER + length) : null;
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static byte[] readAll(Storage storage, String file) throws IOException {
        try (StorageFile open = storage.open(file)) {
            byte[] bytes = new byte[(int) Math.min(open.size(), MAX_PAYLOAD + HEADER + TRAILER)];
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining() && open.read(buffer.position(), buffer) >= 0) {
                // read until the buffer is full or the file ends
            }
            return bytes;
        }
    }
}

package dev.berth.agent.internal;

import dev.berth.host.Storage;
import dev.berth.host.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    private static final int HEADER = 4 + 2 + 8 + 4;
    private static final int TRAILER = 4;
    private static final int MAX_PAYLOAD = 64 << 20;
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

    /**
     * What was found.
     *
     * @param payload the newest record that is whole; {@code null} when there is none
     * @param damaged a file is there that holds no whole record: an interrupted write, or damage
     */
    record Found(DoubleSlot slot, byte @Nullable [] payload, boolean damaged) {}

    /** Reads both files. */
    static Found open(Storage storage, String name, List<String> names) throws IOException {
        var slot = new DoubleSlot(storage, name);
        byte[] newest = null;
        boolean damaged = false;
        for (int i = 0; i < 2; i++) {
            slot.exists[i] = names.contains(name + SUFFIXES.get(i));
            ByteBuffer content = slot.exists[i] ? readAll(storage, name + SUFFIXES.get(i)) : null;
            if (content == null || !content.hasRemaining()) {
                continue;
            }
            byte[] payload = payload(content);
            if (payload == null) {
                damaged = true;
            } else if (newest == null || content.getLong(6) > slot.sequence) {
                newest = payload;
                slot.sequence = content.getLong(6);
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
        ByteBuffer bytes = encode(payload, sequence + 1);
        String file = name + SUFFIXES.get(next);
        try (StorageFile open = storage.open(file)) {
            int length = bytes.remaining();
            open.write(0, bytes);
            open.truncate(length);
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

    private static ByteBuffer encode(byte[] payload, long sequence) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + payload.length + TRAILER);
        bytes.putInt(MAGIC).putShort(FORMAT).putLong(sequence).putInt(payload.length);
        bytes.put(payload);
        bytes.putInt(checksum(bytes.array(), HEADER + payload.length));
        return bytes.flip();
    }

    private static byte @Nullable [] payload(ByteBuffer content) {
        if (content.remaining() < HEADER + TRAILER || content.getInt(0) != MAGIC || content.getShort(4) != FORMAT) {
            return null;
        }
        int length = content.getInt(14);
        if (length < 0 || length != content.remaining() - HEADER - TRAILER) {
            return null;
        }
        if (content.getInt(HEADER + length) != checksum(content.array(), HEADER + length)) {
            return null;
        }
        byte[] payload = new byte[length];
        content.get(HEADER, payload);
        return payload;
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static ByteBuffer readAll(Storage storage, String file) throws IOException {
        try (StorageFile open = storage.open(file)) {
            long size = Math.min(open.size(), MAX_PAYLOAD + HEADER + TRAILER);
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && open.read(bytes.position(), bytes) >= 0) {
                // read until the buffer is full or the file ends
            }
            return bytes.flip();
        }
    }
}

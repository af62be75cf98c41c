package dev.berth.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of a {@link SegmentedLog}: entries one after the other. Confined to its owner's thread.
 *
 * <p>Layout of an entry, big-endian: payload length (4 bytes), CRC-32C over all that follows (4), position (8), term (8),
 * how many further entries belong to the same proposal (4), payload. An entry that a crash cut short, or whose checksum is
 * wrong, ends the segment.
 */
final class LogSegment implements Closeable {
    static final int HEADER_BYTES = 28;
    private static final int CHECKED_FROM = 8;
    private static final String PREFIX = "log-";
    private static final String SUFFIX = ".seg";
    private static final int POSITION_DIGITS = 19;

    /** One entry as it was read; {@code following} entries behind it belong to the same proposal. */
    record Entry(long position, long term, int following, byte[] payload) {}

    private final String name;
    private final long firstPosition;
    private final StorageFile file;
    private long writtenBytes;

    LogSegment(Storage storage, long firstPosition) throws IOException {
        this.firstPosition = firstPosition;
        this.name = nameOf(firstPosition);
        this.file = storage.open(name);
        this.writtenBytes = file.size();
    }

    static String nameOf(long firstPosition) {
        return PREFIX + ("%0" + POSITION_DIGITS + "d").formatted(firstPosition) + SUFFIX;
    }

    /** Returns the first position that a file name tells, or -1 when it names no segment. */
    static long firstPositionOf(String fileName) {
        boolean isSegment = fileName.startsWith(PREFIX)
                && fileName.endsWith(SUFFIX)
                && fileName.length() == PREFIX.length() + POSITION_DIGITS + SUFFIX.length();
        return isSegment ? Long.parseLong(fileName.substring(PREFIX.length(), PREFIX.length() + POSITION_DIGITS)) : -1;
    }

    String name() {
        return name;
    }

    long firstPosition() {
        return firstPosition;
    }

    long bytes() {
        return writtenBytes;
    }

    static int encodedBytes(byte[] payload) {
        return HEADER_BYTES + payload.length;
    }

    static void encode(long position, long term, int following, byte[] payload, ByteBuffer into) {
        int start = into.position();
        into.putInt(payload.length)
                .putInt(0)
                .putLong(position)
                .putLong(term)
                .putInt(following)
                .put(payload);
        into.putInt(start + 4, checksum(into.duplicate().flip().position(start + CHECKED_FROM)));
    }

    void write(ByteBuffer encoded) throws IOException {
        int length = encoded.remaining();
        file.write(writtenBytes, encoded);
        writtenBytes += length;
    }

    void force() throws IOException {
        file.force();
    }

    void truncate(long bytes) throws IOException {
        file.truncate(bytes);
        file.force();
        writtenBytes = bytes;
    }

    /** Reads the entry at an offset; null when no whole, undamaged entry begins there. */
    @Nullable
    Entry read(long offset, int maxPayloadBytes) throws IOException {
        ByteBuffer header = readFully(offset, HEADER_BYTES);
        if (header == null) {
            return null;
        }
        int length = header.getInt(0);
        if (length < 1 || length > maxPayloadBytes || offset + HEADER_BYTES + length > writtenBytes) {
            return null;
        }
        ByteBuffer whole = readFully(offset, HEADER_BYTES + length);
        if (whole == null || whole.getInt(4) != checksum(whole.duplicate().position(CHECKED_FROM))) {
            return null;
        }
        byte[] payload = new byte[length];
        whole.get(HEADER_BYTES, payload);
        return new Entry(whole.getLong(8), whole.getLong(16), whole.getInt(24), payload);
    }

    private @Nullable ByteBuffer readFully(long offset, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (file.read(offset + buffer.position(), buffer) < 0) {
                return null;
            }
        }
        return buffer.flip();
    }

    private static int checksum(ByteBuffer checked) {
        CRC32C crc = new CRC32C();
        crc.update(checked);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package dev.berth.state.internal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The form of a snapshot: eight letters, one byte of format, then chunks: length and CRC-32C (four bytes each, most
 * significant first) and the bytes; a chunk of length 0 ends it. A chunk holds whole records; a record is its kind, the
 * difference of its row to that of the last record of its kind, and a frame. Values that repeat are written once and
 * referred to by number across all chunks.
 */
final class SnapshotFormat {
    static final byte[] MAGIC = "BRTHSNAP".getBytes(StandardCharsets.US_ASCII);
    static final int FORMAT = 1;
    static final int CHUNK_BYTES = 1 << 16;
    static final int MAX_CHUNK_BYTES = 1 << 28;

    static final int CLUSTER = 1;
    static final int JOB = 2;
    static final int NODE = 3;
    static final int EVALUATION = 4;
    static final int DEPLOYMENT = 5;
    static final int ALLOCATION = 6;
    static final int REQUEST = 7;
    static final int END = 8;
    static final int KINDS = 9;

    private SnapshotFormat() {}

    static int checksum(byte[] chunk) {
        CRC32C crc = new CRC32C();
        crc.update(chunk, 0, chunk.length);
        return (int) crc.getValue();
    }
}

package dev.berth.host;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The snapshot files of a {@link FileCommandLog}. A snapshot is written beside its name, forced, and renamed; its last 8
 * bytes are a CRC-32C over the rest. The newest two are kept, so that damage to the newest can be survived as long as the
 * log still reaches back to the one before it.
 */
final class SnapshotFiles {
    private static final String PREFIX = "snapshot-";
    private static final String SUFFIX = ".snap";
    private static final String UNFINISHED = "unfinished.tmp";
    private static final int KEPT = 2;
    private static final int TRAILER_BYTES = 8;
    private static final int BUFFER_BYTES = 256 << 10;

    private final Storage storage;

    SnapshotFiles(Storage storage) {
        this.storage = storage;
    }

    /** Returns the positions of the snapshots that exist, newest first. */
    List<Long> positions() throws IOException {
        List<Long> positions = new ArrayList<>();
        for (String name : storage.list()) {
            if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
                positions.add(0, Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length())));
            }
        }
        return positions;
    }

    void write(ReplicaSnapshot snapshot) throws IOException {
        storage.delete(UNFINISHED);
        try (StorageFile file = storage.open(UNFINISHED)) {
            FileOutput output = new FileOutput(file);
            CheckedOutputStream checked = new CheckedOutputStream(output, new CRC32C());
            OutputStream buffered = new BufferedOutputStream(checked, BUFFER_BYTES);
            snapshot.writeTo(buffered);
            buffered.flush();
            file.write(
                    output.position,
                    ByteBuffer.allocate(TRAILER_BYTES)
                            .putLong(0, checked.getChecksum().getValue()));
            file.force();
        }
        storage.rename(UNFINISHED, nameOf(snapshot.position()));
        storage.force();
    }

    /**
     * Restores one snapshot, checksum first, so that a replica never sees a damaged one.
     *
     * @throws IOException when it is damaged; the replica is then unchanged
     */
    void restore(long position, Replica replica) throws IOException {
        try (StorageFile file = storage.open(nameOf(position))) {
            long length = file.size() - TRAILER_BYTES;
            if (length < 0 || checksum(file, length) != trailer(file, length)) {
                throw new IOException("The snapshot file (%s) is damaged.".formatted(nameOf(position)));
            }
            replica.restore(new BufferedInputStream(new FileInput(file, length), BUFFER_BYTES));
        }
    }

    /** Deletes all but the newest snapshots and returns the position of the oldest one kept, 0 when there is none. */
    long deleteOld() throws IOException {
        List<Long> positions = positions();
        for (long position : positions.subList(Math.min(KEPT, positions.size()), positions.size())) {
            storage.delete(nameOf(position));
        }
        storage.force();
        return positions.isEmpty() ? 0 : positions.get(Math.min(KEPT, positions.size()) - 1);
    }

    private static String nameOf(long position) {
        return PREFIX + "%019d".formatted(position) + SUFFIX;
    }

    private static long checksum(StorageFile file, long length) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(new FileInput(file, length), new CRC32C());
        byte[] buffer = new byte[BUFFER_BYTES];
        int read;
        do {
            read = checked.read(buffer);
        } while (read >= 0);
        return checked.getChecksum().getValue();
    }

    private static long trailer(StorageFile file, long length) throws IOException {
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER_BYTES);
        while (trailer.hasRemaining() && file.read(length + trailer.position(), trailer) >= 0) {
            continue;
        }
        return trailer.getLong(0);
    }

    /** Writes a file from its beginning. */
    private static final class FileOutput extends OutputStream {
        private final StorageFile file;
        private long position;

        FileOutput(StorageFile file) {
            this.file = file;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file.write(position, ByteBuffer.wrap(bytes, offset, length));
            position += length;
        }
    }

    /** Reads the first bytes of a file. */
    private static final class FileInput extends InputStream {
        private final StorageFile file;
        private final long end;
        private long position;

        FileInput(StorageFile file, long end) {
            this.file = file;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (position >= end) {
                return -1;
            }
            int read = file.read(position, ByteBuffer.wrap(bytes, offset, (int) Math.min(length, end - position)));
            if (read > 0) {
                position += read;
            }
            return read;
        }
    }
}

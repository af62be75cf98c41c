package dev.berth.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file of a {@link Storage}. Confined to one thread at a time; every method may block on the disk. */
public interface StorageFile extends Closeable {

    /** Returns the file's length in bytes. */
    long size() throws IOException;

    /**
     * Reads bytes from a position.
     *
     * @return how many bytes were read; -1 when the position is at or behind the end and the buffer has room
     */
    int read(long position, ByteBuffer into) throws IOException;

    /** Writes all remaining bytes at a position, extending the file where needed. Durable after {@link #force()}. */
    void write(long position, ByteBuffer from) throws IOException;

    /** Cuts the file to a length, not above its size. Durable after {@link #force()}. */
    void truncate(long size) throws IOException;

    /** Makes what was written durable. */
    void force() throws IOException;
}

package dev.berth.host;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A point-in-time copy of a replica's state. Immutable; it stays valid (and holds its memory) as long as it is
 * referenced, and may be written by any thread while the replica goes on.
 */
public interface ReplicaSnapshot {

    /** Returns the position of the last entry that the snapshot contains; 0 for the empty state. */
    long position();

    /**
     * Writes the snapshot. The bytes depend on the state alone: replicas with equal states write equal bytes.
     *
     * @param out receives the bytes; flushed, not closed
     */
    void writeTo(OutputStream out) throws IOException;
}

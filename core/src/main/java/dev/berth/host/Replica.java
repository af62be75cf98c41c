package dev.berth.host;

import java.io.IOException;
import java.io.InputStream;

/**
 * One server's copy of the cluster state: the read side of replication. Berth implements it; whoever commits entries
 * (a {@link CommandLog} or the host's consensus) calls it.
 *
 * <p><b>Contract of the caller:</b> entries are applied in the order of their positions, each once, on leader and
 * followers alike, and by one thread at a time. An entry at or below {@link #lastPosition()} is a repetition (a log
 * replayed after a restart) and is skipped.
 *
 * <p><b>Determinism:</b> the result depends on the entries only; two replicas that applied the same entries write
 * byte-identical snapshots.
 */
public interface Replica {

    /**
     * Applies one committed entry.
     *
     * @param position where the log holds it, 1 or above
     * @param entry the bytes that were proposed
     * @return the position and the state index after it
     * @throws IllegalStateException when the entry needs a newer version of Berth (unknown command or behaviour level):
     *     the replica has stopped, and applying further entries fails alike until the server is upgraded
     */
    AppliedEntry apply(long position, byte[] entry);

    /** Returns the state as it is now, ready to be written. O(1); safe from any thread. */
    ReplicaSnapshot snapshot();

    /**
     * Replaces the whole state by a snapshot. Called by the applying thread.
     *
     * @param in a stream that {@link ReplicaSnapshot#writeTo} filled; read to its end, not closed
     * @throws IOException when the stream fails or does not hold a valid snapshot; the state is then unchanged
     */
    void restore(InputStream in) throws IOException;

    /** Returns the position of the last entry applied or restored; 0 when there is none. Safe from any thread. */
    long lastPosition();
}

package dev.berth.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A small port to a folder of files, narrow enough that a simulator can tear writes and lose what was not forced.
 * The file log and the agent's store write through it.
 *
 * <p>Names are single path segments of letters, digits, {@code -}, {@code _} and {@code .}, not starting with a dot.
 *
 * <p><b>Thread-safety:</b> methods may be called from any thread; each open file is confined to one thread at a time.
 * <b>Blocking:</b> every method may block on the disk.
 */
public interface Storage {

    /** Returns the names of the files, in ascending order. */
    List<String> list() throws IOException;

    /** Opens a file for reading and writing, creating an empty one when there is none. */
    StorageFile open(String name) throws IOException;

    /** Deletes a file; does nothing when there is none. Durable after {@link #force()}. */
    void delete(String name) throws IOException;

    /** Renames a file over another one, atomically: a crash leaves the old or the new. Durable after {@link #force()}. */
    void rename(String from, String to) throws IOException;

    /** Makes creations, deletions and renames durable. */
    void force() throws IOException;

    /**
     * Returns a folder of the local file system, created with its parents when missing.
     *
     * @throws IOException when it cannot be created, read or written, in one sentence that names the folder
     */
    static Storage directory(Path folder) throws IOException {
        return DirectoryStorage.open(folder);
    }
}

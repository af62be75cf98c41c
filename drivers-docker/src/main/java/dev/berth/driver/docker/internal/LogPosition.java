package dev.berth.driver.docker.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * How far one output stream has been copied: which messages of the daemon, and where the copy ended. What a file holds
 * beyond is not counted as copied, and is cut off before the copy goes on. Immutable.
 *
 * @param nanos the time of the last message copied, in nanoseconds since the epoch; 0 before the first
 * @param same how many messages of that very time were copied
 * @param file the number of the log file being written
 * @param bytes its size
 */
record LogPosition(long nanos, int same, int file, long bytes) {

    /** Reads a position; empty when there is none, or none that can be read. */
    static Optional<LogPosition> read(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String[] words = Files.readString(path).strip().split(" ");
        try {
            return words.length == 4
                    ? Optional.of(new LogPosition(
                            Long.parseLong(words[0]),
                            Integer.parseInt(words[1]),
                            Integer.parseInt(words[2]),
                            Long.parseLong(words[3])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Writes the position, whole or not at all. */
    void write(Path path) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".tmp");
        Files.writeString(
                next,
                nanos + " " + same + " " + file + " " + bytes + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }
}

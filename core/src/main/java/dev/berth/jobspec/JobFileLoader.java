package dev.berth.jobspec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where the function {@code file(path)} of job files reads from. Without a loader the function is refused, so that a job file
 * from somebody else cannot read the files of the machine that parses it.
 *
 * <p>Called on the thread that parses; may block; may be called several times for one path.
 */
@FunctionalInterface
public interface JobFileLoader {

    /**
     * Returns the text of a file.
     *
     * @param path the path as the job file has it
     * @throws IOException when there is no such file, or it must not be read; the message is shown to the author
     */
    String load(String path) throws IOException;

    /**
     * Returns a loader of UTF-8 files in one directory and below. A path that leads out of it, through {@code ..} or a symbolic
     * link, is refused, and so is a file of more than {@code maxBytes}.
     */
    static JobFileLoader under(Path directory, int maxBytes) {
        return path -> {
            Path root = directory.toRealPath();
            Path file;
            try {
                file = root.resolve(path).toRealPath();
            } catch (InvalidPathException e) {
                throw new IOException("the path is not valid", e);
            } catch (NoSuchFileException e) {
                throw new IOException("there is no such file", e);
            }
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                throw new IOException("only files below the directory of the job file can be read");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(maxBytes + 1);
                if (bytes.length > maxBytes) {
                    throw new IOException("the file has more than " + maxBytes + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }
}

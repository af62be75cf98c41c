package dev.berth.driver.exec.internal;

import dev.berth.driver.DriverException;
import dev.berth.driver.TaskKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * All attempts to start tasks, by key: {@code <root>/<key>/<attempt>}. At most one attempt of a key ever becomes a task; the
 * others are fenced, and their names are random so that a straggler cannot mistake a later attempt for its own.
 */
final class Attempts {
    private final Path root;
    private final SecureRandom random = new SecureRandom();

    Attempts(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    /** Returns a directory that does not exist yet. */
    Path next(TaskKey key) {
        byte[] name = new byte[8];
        random.nextBytes(name);
        return root.resolve(key.fileName()).resolve(HexFormat.of().formatHex(name));
    }

    TaskDirFiles attempt(TaskKey key, String attempt) {
        return new TaskDirFiles(root.resolve(key.fileName()).resolve(attempt));
    }

    /** Returns the attempt that became a task; the others cannot any more when this returns. */
    Optional<TaskDirFiles> settle(TaskKey key) {
        try {
            for (Path dir : list(key)) {
                TaskDirFiles files = new TaskDirFiles(dir);
                if (!files.fence()) {
                    return Optional.of(files);
                }
                TaskCgroup.of(files.cgroupProcs()).remove();
                files.delete();
            }
            Files.deleteIfExists(root.resolve(key.fileName()));
            return Optional.empty();
        } catch (IOException e) {
            throw new DriverException(
                    DriverException.Kind.UNAVAILABLE,
                    "What is left of " + key + " in " + root + " could not be looked at: " + e,
                    e);
        }
    }

    private List<Path> list(TaskKey key) throws IOException {
        var dirs = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(key.fileName()))) {
            stream.forEach(dirs::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return dirs;
    }
}

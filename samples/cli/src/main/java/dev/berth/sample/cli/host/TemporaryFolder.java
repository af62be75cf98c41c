package dev.berth.sample.cli.host;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where tasks of a host without a data directory keep their files. Stateless. */
final class TemporaryFolder {
    private static final int ATTEMPTS = 40;
    private static final long PAUSE_MILLIS = 50;

    private TemporaryFolder() {}

    static Path create() {
        try {
            return Files.createTempDirectory("berth-");
        } catch (IOException e) {
            throw new HostException("No temporary folder can be made: %s.".formatted(e.getMessage()), e);
        }
    }

    /** Deletes it with all that is in it. What watched a task may still write its last words; they are waited for. */
    static void delete(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                deleteTree(folder);
                return;
            } catch (DirectoryNotEmptyException e) {
                if (attempt == ATTEMPTS || !pause()) {
                    throw e;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE; // somebody else deleted it
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

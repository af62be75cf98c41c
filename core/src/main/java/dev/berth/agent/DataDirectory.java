package dev.berth.agent;

import dev.berth.host.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The directory that belongs to one agent, held by a lock for as long as this object is open:
 *
 * <pre>
 * {@code <data>/agent.lock    held by the running agent, holds its process id}
 * {@code       /state/        the agent's store}
 * {@code       /alloc/        one directory per allocation, see AllocationDirectory}
 * </pre>
 *
 * <p>The lock is the operating system's: it is gone when the process is, however it ended.
 * <b>Thread-safety:</b> safe.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Makes the directory where it is missing, and takes it.
     *
     * @throws AgentException when it is another agent's, no directory, or cannot be read and written
     */
    public static DataDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            makePrivate(root.resolve("state"));
            Files.createDirectories(root.resolve("alloc"));
            return lock(root);
        } catch (FileAlreadyExistsException e) {
            throw refuse("The data directory (%s) cannot be used: %s is no directory.", root, e.getFile(), e);
        } catch (AccessDeniedException e) {
            throw refuse(
                    "The data directory (%s) cannot be read and written by this user: %s is denied.\n"
                            + "Maybe change its owner, or name another directory.",
                    root, e.getFile(), e);
        } catch (IOException e) {
            throw refuse("The data directory (%s) cannot be used: %s.", root, String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the directory. */
    public Path path() {
        return root;
    }

    /** Returns where the agent's records go, readable by the agent's user only. */
    public Path state() {
        return root.resolve("state");
    }

    /**
     * Returns the storage of the agent's records.
     *
     * @throws AgentException when it cannot be read and written
     */
    public Storage storage() {
        try {
            return Storage.directory(state());
        } catch (IOException e) {
            throw refuse("The data directory (%s) cannot be used: %s.", root, String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns where the directories of the allocations go. */
    public Path allocations() {
        return root.resolve("alloc");
    }

    /** Gives the directory back. Twice: yes. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The directory and the files that hold the node's secret, before anything is written to them. */
    private static void makePrivate(Path state) throws IOException {
        Files.createDirectories(state);
        if (!Files.getFileStore(state).supportsFileAttributeView("posix")) {
            return;
        }
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        for (String name : List.of("node.a", "node.b")) {
            Path file = state.resolve(name);
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(file, ownerOnly);
            } else {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
            }
        }
    }

    private static DataDirectory lock(Path root) throws IOException {
        Path file = root.resolve("agent.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw taken(root, file);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(root, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another agent of this very process
        }
    }

    private static AgentException taken(Path root, Path file) throws IOException {
        String owner = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return new AgentException(
                String.format(
                        Locale.ROOT,
                        "The data directory (%s) is used by another agent%s.\nMaybe stop that one, or name another directory.",
                        root,
                        owner.matches("\\d+") ? " (process " + owner + ")" : ""),
                null);
    }

    private static AgentException refuse(String format, Path root, @Nullable String what, IOException cause) {
        return new AgentException(String.format(Locale.ROOT, format, root, what), cause);
    }
}

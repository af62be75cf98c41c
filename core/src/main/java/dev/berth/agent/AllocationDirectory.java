package dev.berth.agent;

import com.google.common.base.Preconditions;
import dev.berth.driver.TaskDirs;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directories of one allocation:
 *
 * <pre>
 * {@code <root>/<allocation id>/alloc/logs       output of all tasks (0777)}
 * {@code                       /alloc/data       shared by the tasks (0777)}
 * {@code                       /alloc/tmp        shared, scratch (0777)}
 * {@code                       /<task>/local     the task's own (0777)}
 * {@code                       /<task>/secrets   readable by the agent's user and the task only (0700)}
 * {@code                       /<task>/private   the agent's notes on the task (0700)}
 * {@code                       /<task>/tmp       scratch (01777)}
 * </pre>
 *
 * <p>Creating is idempotent and leaves what exists; removing is idempotent and follows no symbolic link. Permissions are set
 * where the file system has them. <b>Thread-safety:</b> safe; holds no state but the path. All methods that touch the disk block.
 */
public final class AllocationDirectory {
    private static final int STICKY_AND_ALL = 01777;

    private final Path root;

    /** Names the directory of an allocation; touches nothing. */
    public AllocationDirectory(Path allocationsRoot, String allocationId) {
        Path candidate = allocationsRoot.resolve(allocationId).toAbsolutePath().normalize();
        Preconditions.checkArgument(
                candidate.getParent() != null
                        && candidate
                                .getParent()
                                .equals(allocationsRoot.toAbsolutePath().normalize()),
                "The allocation id (%s) must be a plain directory name.",
                allocationId);
        this.root = candidate;
    }

    /** Returns the directory that holds all of it. */
    public Path path() {
        return root;
    }

    /** Returns {@code alloc}, which the tasks share. */
    public Path shared() {
        return root.resolve("alloc");
    }

    /** Returns {@code alloc/logs}. */
    public Path logs() {
        return shared().resolve("logs");
    }

    /**
     * Returns {@code <task>}.
     *
     * @throws IllegalArgumentException when the name cannot be a directory of its own: it is {@code alloc} or leads elsewhere
     */
    public Path task(String task) {
        Path dir = root.resolve(task).normalize();
        Preconditions.checkArgument(
                root.equals(dir.getParent()) && !task.equals("alloc"),
                "The task name (%s) cannot be a directory below %s.\nMaybe use letters, digits and dashes, and not \"alloc\".",
                task,
                root);
        return dir;
    }

    /** Returns {@code <task>/local}. */
    public Path local(String task) {
        return task(task).resolve("local");
    }

    /** Returns {@code <task>/secrets}. */
    public Path secrets(String task) {
        return task(task).resolve("secrets");
    }

    /** Returns the directories of a task as a driver gets them. */
    public TaskDirs taskDirs(String task) {
        return new TaskDirs(task(task), shared(), secrets(task), logs());
    }

    /** Returns a reader of the allocation's logs. */
    public LogReader logReader() {
        return new LogReader(logs());
    }

    /** Makes the shared directories. */
    public void create() throws IOException {
        Files.createDirectories(root);
        for (String name : new String[] {"logs", "data", "tmp"}) {
            make(shared().resolve(name), "rwxrwxrwx");
        }
        permit(shared(), "rwxrwxrwx");
    }

    /** Makes the directories of a task. */
    public void createTask(String task) throws IOException {
        Path dir = task(task);
        make(dir, "rwxrwxrwx");
        make(dir.resolve("local"), "rwxrwxrwx");
        make(dir.resolve("secrets"), "rwx------");
        make(dir.resolve("private"), "rwx------");
        Path tmp = dir.resolve("tmp");
        make(tmp, "rwxrwxrwx");
        if (Files.getFileStore(tmp).supportsFileAttributeView("unix")) {
            Files.setAttribute(tmp, "unix:mode", STICKY_AND_ALL);
        }
    }

    /**
     * Removes everything. A link in it is removed, what it points to is not.
     *
     * @throws IOException naming the first thing that could not be removed; what went before is gone
     */
    public void remove() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new Remover());
    }

    private static void make(Path dir, String permissions) throws IOException {
        Files.createDirectories(dir);
        permit(dir, permissions);
    }

    private static void permit(Path dir, String permissions) throws IOException {
        if (Files.getFileStore(dir).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString(permissions));
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // a task's child may still be cleaning up
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
        }
    }
}

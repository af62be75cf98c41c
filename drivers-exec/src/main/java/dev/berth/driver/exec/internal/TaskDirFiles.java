package dev.berth.driver.exec.internal;

import dev.berth.driver.ExitResult;
import dev.berth.driver.Signals;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one attempt to start a task, through which agent and supervisor speak. Stateless but for the path.
 *
 * <pre>
 * supervise.sh task.sh   the scripts, of this version
 * env                    the environment, removed when the task runs
 * signal                 the number of the signal that asks the task to end
 * cgroups                the files through which the task joins its control groups, if any
 * supervisor             symbolic link to pid-start-boot of the supervisor
 * task                   symbolic link to pid-start-boot of the task, or to "fenced": made once, by whoever comes first
 * exit                   exit code and signal, renamed from exit.tmp
 * out err done wait      pipes and scratch of the supervisor
 * supervisor.log         what the supervisor complains about
 * </pre>
 *
 * All decisions are single atomic steps of the file system (symlink, rename), so a crash between any two instructions of
 * either side leaves a state that the other side understands.
 */
public final class TaskDirFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDirFiles.class);
    private static final String FENCED = "fenced";

    private final Path dir;
    private final File exit; // a File, since a Path says "there is none" with an exception, 25 times a second and task

    TaskDirFiles(Path dir) {
        this.dir = dir;
        this.exit = dir.resolve("exit").toFile();
    }

    /** Makes the directory, readable by its owner only, with scripts and environment: the intent to start. */
    static TaskDirFiles create(Path dir, SupervisedCommand command, List<Path> cgroupProcs) throws IOException {
        Files.createDirectories(Objects.requireNonNull(dir.getParent()));
        Files.createDirectory(dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String script : List.of("supervise.sh", "task.sh")) {
            try (InputStream in = Objects.requireNonNull(TaskDirFiles.class.getResourceAsStream(script), script)) {
                Files.copy(in, dir.resolve(script));
            }
        }
        Files.writeString(dir.resolve("env"), EnvFile.text(command.env()));
        Files.writeString(dir.resolve("signal"), String.valueOf(command.killSignal()));
        if (!cgroupProcs.isEmpty()) {
            Files.write(
                    dir.resolve("cgroups"),
                    cgroupProcs.stream().map(Path::toString).toList());
        }
        return new TaskDirFiles(dir);
    }

    Path dir() {
        return dir;
    }

    /** Returns the attempt's name, never used twice. */
    String attempt() {
        return Objects.requireNonNull(dir.getFileName()).toString();
    }

    Path script() {
        return dir.resolve("supervise.sh");
    }

    Path supervisorLog() {
        return dir.resolve("supervisor.log");
    }

    boolean exists() {
        return Files.isDirectory(dir);
    }

    /** Returns the supervisor, once it has introduced itself. */
    Optional<ProcessIdentity> supervisor() {
        return identity("supervisor");
    }

    /** Returns the task's first process, once it has claimed the start. */
    Optional<ProcessIdentity> task() {
        return identity("task");
    }

    /**
     * Sees to it that the task does not begin any more, unless it has.
     *
     * @return whether it never began
     */
    boolean fence() {
        try {
            Files.createSymbolicLink(dir.resolve("task"), Path.of(FENCED));
            return true;
        } catch (FileAlreadyExistsException e) {
            return task().isEmpty();
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The start of " + dir + " could not be settled.", e);
        }
    }

    /** Returns how the task ended, once the supervisor has written it. */
    Optional<ExitResult> exit() {
        if (!exit.exists()) {
            return Optional.empty();
        }
        try {
            String[] words = Files.readString(dir.resolve("exit")).strip().split(" ", -1);
            int signal = Integer.parseInt(words[1]);
            return Optional.of(
                    signal != 0 ? ExitResult.signalled(signal) : ExitResult.exited(Integer.parseInt(words[0])));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.of(ExitResult.lost("The file " + dir.resolve("exit") + " cannot be read: " + e));
        }
    }

    @Nullable
    Instant startedAt() {
        return modifiedAt("task");
    }

    @Nullable
    Instant finishedAt() {
        return modifiedAt("exit");
    }

    /** Returns the number of the signal that asks the task to end, as its launch said; SIGTERM when that is lost. */
    int killSignal() {
        try {
            return Integer.parseInt(Files.readString(dir.resolve("signal")).strip());
        } catch (IOException | NumberFormatException e) {
            LOG.warn("The kill signal of the task in {} cannot be read, SIGTERM is used: {}", dir, e.toString());
            return Signals.number("SIGTERM");
        }
    }

    /** Returns the control groups the task was told to join. */
    List<Path> cgroupProcs() {
        try {
            return Files.readAllLines(dir.resolve("cgroups")).stream()
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            return List.of(); // none were made, or the directory is gone
        }
    }

    /** Removes the environment, which may hold secrets, once the task has it. */
    void forgetEnv() {
        try {
            Files.deleteIfExists(dir.resolve("env"));
        } catch (IOException e) {
            LOG.warn("The environment of a task could not be removed from {}: {}", dir, e.toString());
        }
    }

    String supervisorComplaint() {
        try {
            return Files.readString(supervisorLog(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return ""; // it did not get so far
        }
    }

    /** Removes everything. */
    void delete() throws IOException {
        if (!exists()) {
            return;
        }
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Optional<ProcessIdentity> identity(String link) {
        try {
            String target = Files.readSymbolicLink(dir.resolve(link)).toString();
            return target.equals(FENCED) ? Optional.empty() : Optional.of(ProcessIdentity.parse(target));
        } catch (IOException e) {
            return Optional.empty(); // not made yet
        }
    }

    private @Nullable Instant modifiedAt(String file) {
        try {
            return Files.getLastModifiedTime(dir.resolve(file), LinkOption.NOFOLLOW_LINKS)
                    .toInstant();
        } catch (IOException e) {
            return null; // not made yet
        }
    }
}

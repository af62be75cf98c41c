package dev.berth.driver.exec.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group that holds all processes of a task, so that none escapes the end: the freezer of version 1, or a group
 * of version 2. Only where the agent may make groups (usually as root); else {@link #isPresent()} is false and every
 * method does nothing. Stateless but for the paths.
 */
public final class TaskCgroup {
    /** Which control groups this machine lets us make. */
    public enum Version {
        /** The freezer hierarchy. */
        V1("v1", Path.of("/sys/fs/cgroup/freezer")),
        /** The unified hierarchy. */
        V2("v2", Path.of("/sys/fs/cgroup")),
        /** None. */
        NONE("none", Path.of("/nonexistent"));

        private final String text;
        private final Path mount;

        Version(String text, Path mount) {
            this.text = text;
            this.mount = mount;
        }

        /** Returns {@code v1}, {@code v2} or {@code none}. */
        public String text() {
            return text;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(TaskCgroup.class);
    private static final int REMOVE_TRIES = 100;
    private static final String GROUP = "berth";
    private static final String PROCS = "cgroup.procs";

    private final Optional<Path> dir;

    private TaskCgroup(Optional<Path> dir) {
        this.dir = dir;
    }

    /** Finds out what this machine has, by making the group that holds all tasks. */
    public static Version detect() {
        boolean unified = Files.exists(Version.V2.mount.resolve("cgroup.controllers"));
        Version version = unified ? Version.V2 : Version.V1;
        Path group = version.mount.resolve(GROUP);
        try {
            if (Files.isDirectory(version.mount)) {
                Files.createDirectories(group);
                return Files.isWritable(group.resolve(PROCS)) ? version : Version.NONE;
            }
        } catch (IOException e) {
            LOG.debug("No control groups: {}", e.toString());
        }
        return Version.NONE;
    }

    /** Names the group of a task, which does not exist yet: to be written down before it is made. */
    static TaskCgroup named(Version version, String name) {
        return new TaskCgroup(
                version == Version.NONE
                        ? Optional.empty()
                        : Optional.of(version.mount.resolve(GROUP).resolve(name)));
    }

    /** Makes the group. A task that cannot join it runs without. */
    void make() {
        if (dir.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(dir.get());
        } catch (IOException e) {
            LOG.warn(
                    "The control group {} could not be made; killing its task may miss detached children: {}",
                    dir.get(),
                    e.toString());
        }
    }

    /** Returns the group that an earlier agent made. */
    static TaskCgroup of(List<Path> procs) {
        return new TaskCgroup(procs.stream().findFirst().map(Path::getParent).filter(Files::isDirectory));
    }

    boolean isPresent() {
        return dir.isPresent();
    }

    /** Returns the files to write a process id to, in order to join. */
    List<Path> procs() {
        return dir.map(path -> List.of(path.resolve(PROCS))).orElse(List.of());
    }

    /** Returns the processes in the group. */
    List<Long> pids() {
        try {
            return dir.isEmpty()
                    ? List.of()
                    : Files.readAllLines(dir.get().resolve(PROCS)).stream()
                            .map(Long::valueOf)
                            .toList();
        } catch (IOException e) {
            return List.of(); // the group is gone
        }
    }

    /** Keeps the processes from running on and forking, while they are killed. */
    void freeze() {
        switchTo("FROZEN", "1");
    }

    /** Lets them run again, or die. */
    void thaw() {
        switchTo("THAWED", "0");
    }

    /** Removes the group when it is empty; says in the log when it is not. */
    void remove() {
        if (dir.isEmpty()) {
            return;
        }
        // A process that was on its way into the task needs a moment to see that it is not wanted.
        for (int tries = 0; tries < REMOVE_TRIES && !pids().isEmpty(); tries++) {
            Pause.millis(2);
        }
        try {
            Files.deleteIfExists(dir.get());
        } catch (IOException e) {
            LOG.warn("The control group {} could not be removed: {}", dir.get(), e.toString());
        }
    }

    private void switchTo(String v1, String v2) {
        try {
            if (dir.isPresent()) {
                Path v1File = dir.get().resolve("freezer.state");
                boolean isV1 = Files.exists(v1File);
                Files.writeString(isV1 ? v1File : dir.get().resolve("cgroup.freeze"), isV1 ? v1 : v2);
            }
        } catch (IOException e) {
            LOG.debug("The control group {} could not be frozen or thawed: {}", dir, e.toString());
        }
    }
}

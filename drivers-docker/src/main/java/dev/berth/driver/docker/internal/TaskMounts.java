package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.TaskConfig;
import dev.berth.driver.TaskDirs;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything of the machine that a container sees. Confined to one start. */
final class TaskMounts {
    private final TaskLaunch launch;
    private final TaskConfig config;

    TaskMounts(TaskLaunch launch, TaskConfig config) {
        this.launch = launch;
        this.config = config;
    }

    List<Mount> all() {
        var mounts = new ArrayList<Mount>();
        directories(mounts);
        for (TaskMount mount : launch.mounts()) {
            mounts.add(bind(mount.hostPath(), mount.taskPath(), mount.readOnly()));
        }
        for (String volume : config.strings("volumes")) {
            VolumeSpec spec = VolumeSpec.parse(volume);
            mounts.add(bind(hostPath(spec.source(), true), spec.target(), spec.readOnly()));
        }
        config.blocks("mount").forEach(block -> mounts.add(mount(block)));
        config.blocks("mounts").forEach(block -> mounts.add(mount(block)));
        return mounts;
    }

    /**
     * The logs are below the shared directory, which the task may write; it must not be able to put a link there that the
     * agent would follow, so they are mounted once more, for reading.
     */
    private void directories(List<Mount> mounts) {
        TaskDirs dirs = launch.dirs();
        Path local = dirs.taskDir().resolve("local");
        try {
            Files.createDirectories(local);
        } catch (IOException e) {
            throw new DriverException(Kind.UNAVAILABLE, "The directory " + local + " could not be made: " + e, e);
        }
        for (Path dir : List.of(local, dirs.secretsDir())) {
            if (Files.isSymbolicLink(dir)) {
                throw new DriverException(
                        Kind.START_FAILED,
                        "The directory " + dir + " of " + launch.key()
                                + " was replaced by a link, maybe by an earlier run.");
            }
        }
        mounts.add(bind(dirs.sharedDir(), "/alloc", false));
        mounts.add(bind(local, "/local", false));
        mounts.add(bind(dirs.secretsDir(), "/secrets", false));
        if (dirs.logsDir().startsWith(dirs.sharedDir()) && !dirs.logsDir().equals(dirs.sharedDir())) {
            mounts.add(bind(dirs.logsDir(), "/alloc/" + dirs.sharedDir().relativize(dirs.logsDir()), true));
        }
    }

    private Mount mount(TaskConfig block) {
        String type = block.string("type").orElse("volume");
        Mount mount = new Mount()
                .withType(MountType.valueOf(type.toUpperCase(Locale.ROOT)))
                .withTarget(block.string("target").orElseThrow())
                .withReadOnly(block.flag("readonly"));
        block.string("source")
                .ifPresent(source -> mount.withSource(
                        type.equals("bind") ? hostPath(source, false).toString() : source));
        return mount;
    }

    private static Mount bind(Path source, String target, boolean readOnly) {
        return new Mount()
                .withType(MountType.BIND)
                .withSource(source.toString())
                .withTarget(target)
                .withReadOnly(readOnly);
    }

    /** A relative path stays below the task's directory, also through links that an earlier run may have left there. */
    private Path hostPath(String source, boolean make) {
        if (VolumeSpec.isHostPath(source)) {
            return Path.of(source);
        }
        Path root = launch.dirs().taskDir();
        Path path = root.resolve(source).normalize();
        try {
            if (path.startsWith(root) && firstThatExists(path).toRealPath().startsWith(root.toRealPath())) {
                if (make) {
                    Files.createDirectories(path);
                }
                return path.toRealPath();
            }
        } catch (IOException e) {
            throw new DriverException(
                    Kind.START_FAILED,
                    "The path (" + source + ") that " + launch.key() + " mounts is not there: " + e,
                    e);
        }
        throw new DriverException(
                Kind.INVALID_CONFIG,
                "The path (" + source + ") that " + launch.key() + " mounts leads out of the task's directory.");
    }

    private static Path firstThatExists(Path path) {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }
}

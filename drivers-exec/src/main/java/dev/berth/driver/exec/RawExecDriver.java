package dev.berth.driver.exec;

import dev.berth.driver.ConfigSchema;
import dev.berth.driver.ConfigSchema.Type;
import dev.berth.driver.DriverCapabilities;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverFingerprint;
import dev.berth.driver.ExecCapable;
import dev.berth.driver.ExecResult;
import dev.berth.driver.ExitResult;
import dev.berth.driver.SignalCapable;
import dev.berth.driver.Signals;
import dev.berth.driver.StatsCapable;
import dev.berth.driver.TaskConfig;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskStats;
import dev.berth.driver.TaskStatus;
import dev.berth.driver.exec.internal.CommandResolver;
import dev.berth.driver.exec.internal.SupervisedTasks;
import dev.berth.driver.exec.internal.TaskCgroup;
import dev.berth.driver.exec.internal.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program of the machine as a task, without isolation: with the agent's rights, files and network. Offer it only
 * where everybody who may submit jobs may also do that.
 *
 * <p>Config: {@code command} (a path, relative to the task's directory, or a name to look up in the task's {@code PATH}),
 * {@code args} (passed exactly), {@code work_dir} (relative to the task's directory, which it is by default).
 *
 * <p>The environment is what the launch says and nothing else; a {@code PATH} of the usual directories is added when it has
 * none. Memory and cpu are not limited. The default kill signal is {@code SIGINT}, sent to the task's process group; a task
 * that must be killed is killed with all its descendants. As root, {@code user} names the user to run as.
 *
 * <p>A task outlives the agent: see docs/drivers.md for what lies on disk. Needs Linux with util-linux and coreutils.
 * Thread-safe; has threads of its own, all daemons, which end with {@link #close()}.
 */
public final class RawExecDriver implements TaskDriver, SignalCapable, StatsCapable, ExecCapable {
    /** The name it is selected by. */
    public static final String NAME = "raw_exec";

    private static final int SIGINT = Signals.number("SIGINT");
    private static final ConfigSchema SCHEMA = ConfigSchema.builder(NAME)
            .required("command", Type.STRING, "the program: a path, or a name to look up in PATH")
            .optional("args", Type.STRING_LIST, "its arguments, passed exactly")
            .optional("work_dir", Type.STRING, "where it runs, relative to the task's directory")
            .build();

    private final Path stateDir;
    private final Tools tools;
    private final TaskCgroup.Version cgroups;
    private final SupervisedTasks tasks;
    private final CommandResolver resolver;

    /**
     * Creates the driver; starts and adopts nothing.
     *
     * @param stateDir a directory of its own, which must survive restarts of the agent and be used by one agent only; made
     *     when it does not exist
     */
    public RawExecDriver(Path stateDir) {
        this.stateDir = stateDir.toAbsolutePath().normalize();
        this.tools = Tools.ofAgent();
        this.cgroups = TaskCgroup.detect();
        this.tasks = new SupervisedTasks(NAME, this.stateDir, tools, cgroups);
        this.resolver = new CommandResolver(tools);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DriverCapabilities capabilities() {
        return DriverCapabilities.builder().signals(true).exec(true).stats(true).build();
    }

    @Override
    public ConfigSchema configSchema() {
        return SCHEMA;
    }

    @Override
    public DriverFingerprint fingerprint(Duration atMost) {
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            return DriverFingerprint.undetected("raw_exec needs Linux with /proc.");
        }
        List<String> missing = tools.missing();
        if (!missing.isEmpty()) {
            return DriverFingerprint.undetected("raw_exec misses the programs " + String.join(", ", missing)
                    + ". Install util-linux and coreutils, or extend the agent's PATH (" + tools.path() + ").");
        }
        try {
            Files.createDirectories(stateDir);
        } catch (IOException e) {
            return DriverFingerprint.unhealthy("The state directory (" + stateDir + ") cannot be made: " + e);
        }
        if (!Files.isWritable(stateDir)) {
            return DriverFingerprint.unhealthy("The state directory (" + stateDir + ") cannot be written.");
        }
        return DriverFingerprint.healthy(
                "raw_exec is ready.", Map.of("driver.raw_exec", "1", "driver.raw_exec.cgroup", cgroups.text()));
    }

    @Override
    public CompletionStage<TaskHandle> start(TaskLaunch launch) {
        try {
            TaskConfig config = SCHEMA.read(launch.config());
            int killSignal = launch.killSignal() == null ? SIGINT : Signals.number(launch.killSignal());
            List<String> args = config.strings("args");
            String program = config.string("command").orElse("");
            String workDir = config.string("work_dir").orElse("");
            return tasks.start(launch.key(), () -> resolver.resolve(launch, program, args, workDir, killSignal));
        } catch (DriverException | IllegalArgumentException e) {
            return CompletableFuture.failedFuture(
                    e instanceof DriverException
                            ? e
                            : new DriverException(
                                    DriverException.Kind.INVALID_CONFIG, String.valueOf(e.getMessage()), e));
        }
    }

    @Override
    public Optional<TaskHandle> find(TaskKey key) {
        return tasks.find(key);
    }

    @Override
    public void adopt(TaskHandle handle) {
        tasks.adopt(handle);
    }

    @Override
    public CompletionStage<ExitResult> awaitExit(TaskKey key) {
        return tasks.awaitExit(key);
    }

    @Override
    public CompletionStage<Void> stop(TaskKey key, @Nullable String signal, Duration killTimeout) {
        if (killTimeout.isNegative()) {
            throw new IllegalArgumentException("The kill timeout (" + killTimeout + ") must not be negative.");
        }
        return tasks.stop(key, signal == null ? null : Signals.number(signal), killTimeout);
    }

    @Override
    public void destroy(TaskKey key, boolean force) {
        tasks.destroy(key, force);
    }

    @Override
    public TaskStatus inspect(TaskKey key) {
        return tasks.inspect(key);
    }

    @Override
    public void signal(TaskKey key, String signal) {
        tasks.signal(key, Signals.number(signal));
    }

    @Override
    public TaskStats stats(TaskKey key) {
        return tasks.stats(key);
    }

    @Override
    public CompletionStage<ExecResult> exec(TaskKey key, List<String> command, Duration timeout) {
        return tasks.exec(key, command, timeout);
    }

    @Override
    public void close() {
        tasks.close();
    }
}

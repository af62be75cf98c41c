package dev.berth.driver.docker;

import dev.berth.driver.ConfigProblem;
import dev.berth.driver.ConfigSchema;
import dev.berth.driver.DriverCapabilities;
import dev.berth.driver.DriverEvent;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverFingerprint;
import dev.berth.driver.EventCapable;
import dev.berth.driver.ExecCapable;
import dev.berth.driver.ExecResult;
import dev.berth.driver.ExitResult;
import dev.berth.driver.FsIsolation;
import dev.berth.driver.NetworkMode;
import dev.berth.driver.SignalCapable;
import dev.berth.driver.Signals;
import dev.berth.driver.StatsCapable;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskStats;
import dev.berth.driver.TaskStatus;
import dev.berth.driver.docker.internal.ConfigChecks;
import dev.berth.driver.docker.internal.ContainerTasks;
import dev.berth.driver.docker.internal.Daemon;
import dev.berth.driver.docker.internal.DaemonLook;
import dev.berth.driver.docker.internal.DockerOptions;
import dev.berth.driver.docker.internal.DockerSchema;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a container of a Docker daemon as a task.
 *
 * <p>Config: {@code image}, {@code command}, {@code args} and what {@link #configSchema()} lists; docs/drivers-docker.md
 * explains each key and says what is enforced. The task sees its allocation as {@code /alloc}, {@code /local} and {@code
 * /secrets}; the logs below {@code /alloc} are for reading. Its output lies in rotated files like that of every driver.
 *
 * <p>A container outlives the agent, and the daemon is the only place that knows about it: the driver keeps no files of its
 * own but how far it has copied the output. The default kill signal is {@code SIGTERM}; a program that is a
 * container's first process ignores it unless it handles it, so set {@code init} for those.
 *
 * <p>Thread-safe; has threads of its own, all daemons, which end with {@link #close()}: up to 18, and one per running task.
 */
public final class DockerDriver implements TaskDriver, SignalCapable, StatsCapable, ExecCapable, EventCapable {
    /** The name it is selected by. */
    public static final String NAME = DockerSchema.NAME;

    private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";
    private static final String DEFAULT_SIGNAL = "SIGTERM";
    private static final Set<String> USUAL_CAPABILITIES = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private final ConfigChecks checks;
    private final Daemon daemon;
    private final DaemonLook look;
    private final ContainerTasks tasks;
    private final List<Consumer<DriverEvent>> listeners = new CopyOnWriteArrayList<>();

    private DockerDriver(DockerOptions options) {
        checks = new ConfigChecks(options);
        daemon = new Daemon(options);
        look = new DaemonLook(daemon, options);
        tasks = new ContainerTasks(daemon, options, event -> listeners.forEach(each -> each.accept(event)));
    }

    /**
     * Returns a builder. Defaults: the daemon that the environment variable {@code DOCKER_HOST} names, else {@code
     * unix:///var/run/docker.sock}; 5 seconds to connect, 60 for an answer, 5 minutes for an image; no privileged
     * containers, no paths of the machine, and of the capabilities those that Docker gives by itself but {@code NET_RAW}.
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DriverCapabilities capabilities() {
        return DriverCapabilities.builder()
                .signals(true)
                .exec(true)
                .stats(true)
                .fsIsolation(FsIsolation.IMAGE)
                .networkModes(EnumSet.of(NetworkMode.HOST, NetworkMode.BRIDGE, NetworkMode.NONE))
                .memoryEnforced(true)
                .cpuEnforced(true)
                .build();
    }

    @Override
    public ConfigSchema configSchema() {
        return DockerSchema.SCHEMA;
    }

    @Override
    public List<ConfigProblem> validate(Map<String, ?> config) {
        return checks.validate(config);
    }

    @Override
    public DriverFingerprint fingerprint(Duration atMost) {
        return look.fingerprint(atMost);
    }

    @Override
    public CompletionStage<TaskHandle> start(TaskLaunch launch) {
        try {
            List<ConfigProblem> problems = checks.validate(launch.config());
            if (!problems.isEmpty()) {
                throw invalid(problems.stream().map(ConfigProblem::message).collect(Collectors.joining("\n")), null);
            }
            if (launch.killSignal() != null) {
                Signals.number(launch.killSignal());
            }
            return tasks.start(launch, DockerSchema.SCHEMA.read(launch.config()));
        } catch (DriverException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(invalid(String.valueOf(e.getMessage()), e));
        }
    }

    private static DriverException invalid(String message, @Nullable Throwable cause) {
        return new DriverException(DriverException.Kind.INVALID_CONFIG, message, cause);
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
        String name = signal != null ? signal : tasks.killSignal(key).orElse(DEFAULT_SIGNAL);
        return tasks.stop(key, Signals.number(name), killTimeout);
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
        return tasks.exec(key, List.copyOf(command), timeout);
    }

    @Override
    public Subscription subscribe(Consumer<DriverEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        tasks.close();
        look.close();
        daemon.close();
    }

    /** Builds a {@link DockerDriver}. Confined to one thread. */
    public static final class Builder {
        private @Nullable String host;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration requestTimeout = Duration.ofSeconds(60);
        private Duration pullTimeout = Duration.ofMinutes(5);
        private boolean privileged;
        private boolean hostPaths;
        private Set<String> capabilities = USUAL_CAPABILITIES;

        private Builder() {}

        /** Sets where the daemon listens: {@code unix:///path} or {@code tcp://name:port}. */
        public Builder host(String value) {
            host = value;
            return this;
        }

        /** Sets how long opening a connection may take. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /** Sets how long the daemon may take to answer a request; a container is created and started within it. */
        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        /** Sets how long an image may take whose job sets no {@code image_pull_timeout}. */
        public Builder pullTimeout(Duration value) {
            pullTimeout = value;
            return this;
        }

        /** Allows jobs to ask for privileged containers, which may do everything on the machine. */
        public Builder allowPrivileged(boolean value) {
            privileged = value;
            return this;
        }

        /** Allows jobs to mount every path of the machine, which includes changing all of its files. */
        public Builder allowHostPaths(boolean value) {
            hostPaths = value;
            return this;
        }

        /** Sets which capabilities jobs may add: names of Linux, upper case, without {@code CAP_}; {@code ALL} is one too. */
        public Builder allowCapabilities(Set<String> value) {
            capabilities = value;
            return this;
        }

        /**
         * Returns the driver, which has asked the daemon nothing yet: one that does not answer shows in the fingerprint.
         *
         * @throws IllegalArgumentException when the host cannot be read
         */
        public DockerDriver build() {
            return new DockerDriver(new DockerOptions(
                    uri(), connectTimeout, requestTimeout, pullTimeout, privileged, hostPaths, capabilities));
        }

        private URI uri() {
            String set = host != null ? host : System.getenv("DOCKER_HOST");
            String text = set == null || set.isEmpty() ? DEFAULT_HOST : set;
            if (!text.matches("(unix:///|tcp://).+")) {
                throw new IllegalArgumentException(
                        "The Docker host (" + text + ") must be unix:///path or tcp://name:port.");
            }
            return URI.create(text);
        }
    }
}

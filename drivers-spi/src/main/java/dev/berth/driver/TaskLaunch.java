package dev.berth.driver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a driver gets to start one run of a task; all <code>${…}</code> are replaced. Immutable, thread-safe.
 *
 * <p>Holds the environment, which may hold secrets: {@link #toString()} prints the key only.
 */
public final class TaskLaunch {
    private final TaskKey key;
    private final String namespace;
    private final String jobId;
    private final String groupName;
    private final String allocationName;
    private final Map<String, String> env;
    private final Map<String, Object> config;
    private final LaunchResources resources;
    private final TaskDirs dirs;
    private final LogRotation logRotation;
    private final @Nullable String user;
    private final @Nullable String killSignal;
    private final NetworkMode networkMode;
    private final List<TaskPort> ports;
    private final List<TaskMount> mounts;
    private final List<TaskDevice> devices;

    private TaskLaunch(Builder builder) {
        key = builder.key;
        dirs = builder.dirs;
        namespace = builder.namespace;
        jobId = builder.jobId;
        groupName = builder.groupName;
        allocationName = builder.allocationName;
        env = ConfigValues.copyEnv(builder.env);
        config = ConfigValues.copy(builder.config);
        resources = builder.resources;
        logRotation = builder.logRotation;
        user = builder.user;
        killSignal = builder.killSignal;
        networkMode = builder.networkMode;
        ports = List.copyOf(builder.ports);
        mounts = List.copyOf(builder.mounts);
        devices = List.copyOf(builder.devices);
    }

    /**
     * Returns a builder. Defaults: empty names, environment and config, no promised resources, {@link
     * LogRotation#ofDefaults()}, the agent's user, the driver's kill signal, {@link NetworkMode#HOST}, no ports, mounts,
     * devices.
     */
    public static Builder builder(TaskKey key, TaskDirs dirs) {
        return new Builder(key, dirs);
    }

    /** Returns a builder that holds what this launch holds. */
    public Builder toBuilder() {
        Builder builder = new Builder(key, dirs);
        builder.namespace = namespace;
        builder.jobId = jobId;
        builder.groupName = groupName;
        builder.allocationName = allocationName;
        builder.env = env;
        builder.config = config;
        builder.resources = resources;
        builder.logRotation = logRotation;
        builder.user = user;
        builder.killSignal = killSignal;
        builder.networkMode = networkMode;
        builder.ports = ports;
        builder.mounts = mounts;
        builder.devices = devices;
        return builder;
    }

    /** Returns which run of which task this is. */
    public TaskKey key() {
        return key;
    }

    /** Returns the namespace of the job, for labels. */
    public String namespace() {
        return namespace;
    }

    /** Returns the id of the job, for labels. */
    public String jobId() {
        return jobId;
    }

    /** Returns the name of the task group, for labels. */
    public String groupName() {
        return groupName;
    }

    /** Returns the name of the allocation, such as {@code web.api[2]}, for labels. */
    public String allocationName() {
        return allocationName;
    }

    /** Returns the task's environment in the order given: the whole of it, the agent's own is not inherited. */
    public Map<String, String> env() {
        return env;
    }

    /** Returns the task's free-form config in the order given: strings, numbers, booleans, lists and maps of them. */
    public Map<String, Object> config() {
        return config;
    }

    /** Returns what the task was promised. */
    public LaunchResources resources() {
        return resources;
    }

    /** Returns the task's directories, which exist. */
    public TaskDirs dirs() {
        return dirs;
    }

    /** Returns how much output is kept. */
    public LogRotation logRotation() {
        return logRotation;
    }

    /** Returns the user to run as, or {@code null} for the driver's default. */
    public @Nullable String user() {
        return user;
    }

    /** Returns the signal that asks the task to end, or {@code null} for the driver's default. */
    public @Nullable String killSignal() {
        return killSignal;
    }

    /** Returns the network to put the task into. */
    public NetworkMode networkMode() {
        return networkMode;
    }

    /** Returns the reserved ports, in the job's order. */
    public List<TaskPort> ports() {
        return ports;
    }

    /** Returns what to mount into the task. */
    public List<TaskMount> mounts() {
        return mounts;
    }

    /** Returns the devices the task may use. */
    public List<TaskDevice> devices() {
        return devices;
    }

    @Override
    public String toString() {
        return "TaskLaunch[" + key + "]";
    }

    /** Builds {@link TaskLaunch}. Confined to one thread. */
    public static final class Builder {
        private final TaskKey key;
        private final TaskDirs dirs;
        private String namespace = "";
        private String jobId = "";
        private String groupName = "";
        private String allocationName = "";
        private Map<String, String> env = Map.of();
        private Map<String, ?> config = Map.of();
        private LaunchResources resources = LaunchResources.builder().build();
        private LogRotation logRotation = LogRotation.ofDefaults();
        private @Nullable String user;
        private @Nullable String killSignal;
        private NetworkMode networkMode = NetworkMode.HOST;
        private List<TaskPort> ports = List.of();
        private List<TaskMount> mounts = List.of();
        private List<TaskDevice> devices = List.of();

        private Builder(TaskKey key, TaskDirs dirs) {
            this.key = key;
            this.dirs = dirs;
        }

        /** Sets the job's namespace. */
        public Builder namespace(String value) {
            namespace = value;
            return this;
        }

        /** Sets the job's id. */
        public Builder jobId(String value) {
            jobId = value;
            return this;
        }

        /** Sets the group's name. */
        public Builder groupName(String value) {
            groupName = value;
            return this;
        }

        /** Sets the allocation's name. */
        public Builder allocationName(String value) {
            allocationName = value;
            return this;
        }

        /** Sets the whole environment; order is kept. Names must not be empty nor hold {@code =} or NUL. */
        public Builder env(Map<String, String> value) {
            env = value;
            return this;
        }

        /** Sets the free-form config; copied deeply, order is kept. */
        public Builder config(Map<String, ?> value) {
            config = value;
            return this;
        }

        /** Sets what the task was promised. */
        public Builder resources(LaunchResources value) {
            resources = value;
            return this;
        }

        /** Sets how much output is kept. */
        public Builder logRotation(LogRotation value) {
            logRotation = value;
            return this;
        }

        /** Sets the user. */
        public Builder user(@Nullable String value) {
            user = value;
            return this;
        }

        /** Sets the signal that asks the task to end. */
        public Builder killSignal(@Nullable String value) {
            killSignal = value;
            return this;
        }

        /** Sets the network. */
        public Builder networkMode(NetworkMode value) {
            networkMode = value;
            return this;
        }

        /** Sets the reserved ports. */
        public Builder ports(List<TaskPort> value) {
            ports = value;
            return this;
        }

        /** Sets the mounts. */
        public Builder mounts(List<TaskMount> value) {
            mounts = value;
            return this;
        }

        /** Sets the devices. */
        public Builder devices(List<TaskDevice> value) {
            devices = value;
            return this;
        }

        /**
         * Returns the launch.
         *
         * @throws IllegalArgumentException when a variable's name is impossible or the config holds a value that is not
         *     JSON-like
         */
        public TaskLaunch build() {
            return new TaskLaunch(this);
        }
    }
}

package dev.berth.agent;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.berth.agent.internal.AgentLoop;
import dev.berth.agent.internal.AgentParts;
import dev.berth.driver.TaskDriver;
import dev.berth.host.IdSource;
import dev.berth.host.NodeGateway;
import dev.berth.host.Storage;
import dev.berth.host.TimeSource;
import dev.berth.model.AllocationId;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the allocations of one node: registers it with the control plane, watches what it is to run, turns allocations into
 * running tasks through {@linkplain TaskDriver drivers}, and reports what becomes of them.
 *
 * <pre>{@code
 * NodeAgent agent = NodeAgent.builder()
 *         .gateway(controlPlane.nodes())
 *         .drivers(new RawExecDriver(…))
 *         .dataDirectory(Path.of("/var/lib/berth"))
 *         .time(TimeSource.system(timers))
 *         .executor(workers)
 *         .build();
 * agent.start();
 * }</pre>
 *
 * <p>Tasks outlive the agent: when it is closed, or its process killed at any moment, they go on; the next agent on the same
 * data directory adopts them, reports what happened meanwhile, and starts nothing twice. While the control plane cannot be
 * reached, tasks go on as well. See docs/node-agent.md.
 *
 * <p><b>Threads:</b> none of its own. Everything runs on the executor that it is given, where some work blocks (disk, hooks,
 * short calls of drivers), and timers come from the {@link TimeSource}; under a manual time and an executor that a test
 * drains, a whole agent runs on one thread. <b>Thread-safety:</b> safe.
 */
public final class NodeAgent implements AutoCloseable {
    private final @Nullable DataDirectory directory;
    private final Path allocations;
    private final NodeId nodeId;
    private final AgentLoop loop;
    private boolean started;

    private NodeAgent(AgentParts parts, @Nullable DataDirectory directory) {
        this.directory = directory;
        this.allocations = parts.services().allocationsRoot();
        this.nodeId = parts.nodeId();
        this.loop = parts.loop();
    }

    /** Returns a builder; what has no default is said at its setters. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins to work: adopts what an earlier agent left running, then turns to the control plane. Returns at once.
     *
     * @throws IllegalStateException when called a second time
     */
    public synchronized void start() {
        Preconditions.checkState(!started, "The agent of the node (%s) has been started already.", nodeId);
        started = true;
        loop.start();
    }

    /** Returns the node's id: the same for ever on the same data directory. */
    public NodeId nodeId() {
        return nodeId;
    }

    /** Returns how it is doing now. Never blocks. */
    public AgentStatus status() {
        return loop.status();
    }

    /** Returns where an allocation's directories are, whether or not they exist. */
    public AllocationDirectory directory(AllocationId id) {
        return new AllocationDirectory(allocations, id.toString());
    }

    /** Returns a reader of the output of an allocation's tasks. */
    public LogReader logs(AllocationId id) {
        return directory(id).logReader();
    }

    /**
     * Ends all tasks, in their order and with their signals and timeouts, and then the agent. The stage completes when
     * nothing runs any more; it takes as long as the tasks do. The allocations are over for good: a later agent does not
     * start them again.
     */
    public CompletionStage<Void> drainAndClose() {
        return loop.drain().thenRun(this::close);
    }

    /**
     * Lets go of everything and leaves tasks running, for the next agent to adopt. Drivers, executor and time source stay
     * the caller's to close. Twice: yes.
     *
     * @throws AgentException when the data directory cannot be given back
     */
    @Override
    public void close() {
        loop.close();
        try {
            if (directory != null) {
                directory.close();
            }
        } catch (IOException e) {
            throw new AgentException("The data directory (" + directory.path() + ") cannot be given back.", e);
        }
    }

    /** Collects what an agent needs. Confined to one thread. */
    public static final class Builder {
        private @Nullable NodeGateway gateway;
        private @Nullable TimeSource time;
        private @Nullable Executor executor;
        private @Nullable Path dataDirectory;
        private @Nullable Storage storage;
        private @Nullable List<Fingerprinter> fingerprinters;
        private final SortedMap<String, TaskDriver> drivers = new TreeMap<>();
        private List<AllocationHook> hooks = List.of();
        private AgentLimits limits = AgentLimits.defaults();
        private IdSource ids = IdSource.secure();
        private Map<String, String> baseEnvironment = defaultBaseEnvironment();
        private String name = "";
        private UnaryOperator<Node.Builder> node = UnaryOperator.identity();

        private Builder() {}

        /** Sets the way to the control plane. Needed. */
        public Builder gateway(NodeGateway value) {
            gateway = value;
            return this;
        }

        /**
         * Adds drivers, which stay the caller's to close, after the agent. Needed, at least one.
         *
         * @throws IllegalArgumentException when two have one name
         */
        public Builder drivers(TaskDriver... values) {
            for (TaskDriver driver : values) {
                Preconditions.checkArgument(
                        drivers.put(driver.name(), driver) == null,
                        "There are two drivers with the name (%s).",
                        driver.name());
            }
            return this;
        }

        /** Sets the clock and the timers. Needed. */
        public Builder time(TimeSource value) {
            time = value;
            return this;
        }

        /**
         * Sets where the agent works. Needed. Some of the work blocks for a while, so a pool of a few threads that grows is the
         * usual choice; the caller shuts it down after the agent is closed.
         */
        public Builder executor(Executor value) {
            executor = value;
            return this;
        }

        /** Sets the directory that is the agent's alone, see {@link DataDirectory}; made when it is missing. Needed. */
        public Builder dataDirectory(Path value) {
            dataDirectory = value;
            return this;
        }

        /**
         * Sets where the agent keeps its records, instead of {@code state} below the data directory. With a storage of its own
         * the data directory is not locked: it is the caller's to see that no two agents use it.
         */
        public Builder storage(Storage value) {
            storage = value;
            return this;
        }

        /** Sets the node's name; the default is the attribute {@code unique.hostname}, else the node's id. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Says what fingerprinters cannot: datacenter, class, pool, meta, reserved resources, address. What is set here wins over
         * what they find; id, secret, status and indexes are not the agent's to say. Called once per agent.
         */
        public Builder node(UnaryOperator<Node.Builder> value) {
            node = value;
            return this;
        }

        /** Sets who looks at the machine; the default is {@link Fingerprinters#standard}. */
        public Builder fingerprinters(List<Fingerprinter> values) {
            fingerprinters = ImmutableList.copyOf(values);
            return this;
        }

        /**
         * Sets the hooks, in the order they are called; the default is none.
         *
         * @throws IllegalArgumentException when two have one name
         */
        public Builder hooks(AllocationHook... values) {
            long names =
                    Arrays.stream(values).map(AllocationHook::name).distinct().count();
            Preconditions.checkArgument(names == values.length, "Two of the hooks have the same name.");
            hooks = ImmutableList.copyOf(values);
            return this;
        }

        /** Sets limits and intervals; the default is {@link AgentLimits#defaults()}. */
        public Builder limits(AgentLimits value) {
            limits = value;
            return this;
        }

        /** Sets where the node's id and secret and all jitter come from; the default is {@link IdSource#secure()}. */
        public Builder ids(IdSource value) {
            ids = value;
            return this;
        }

        /**
         * Sets which variables tasks get of the machine when they see its files (not in containers). The default is what the
         * agent's own environment says of PATH, HOME, USER, LANG, LC_ALL, TZ and TMPDIR.
         */
        public Builder baseEnvironment(Map<String, String> value) {
            baseEnvironment = value;
            return this;
        }

        /**
         * Takes the data directory and reads what an earlier agent kept. Blocks on the disk, shortly.
         *
         * @throws AgentException when the directory is another agent's, or cannot be read and written
         * @throws IllegalArgumentException when something needed is missing
         */
        public NodeAgent build() {
            Path root = needed(dataDirectory, "data directory", "dataDirectory");
            Preconditions.checkArgument(!drivers.isEmpty(), "The agent needs a driver.\nMaybe call drivers(…).");
            DataDirectory directory = storage == null ? DataDirectory.open(root) : null;
            try {
                return new NodeAgent(parts(root.toAbsolutePath().normalize(), directory), directory);
            } catch (RuntimeException e) {
                if (directory != null) {
                    closeAfter(directory, e);
                }
                throw e;
            }
        }

        private AgentParts parts(Path root, @Nullable DataDirectory directory) {
            Path allocations = directory == null ? root.resolve("alloc") : directory.allocations();
            return AgentParts.assemble(
                    needed(gateway, "gateway", "gateway"),
                    needed(time, "time source", "time"),
                    needed(executor, "executor", "executor"),
                    directory == null ? needed(storage, "storage", "storage") : directory.storage(),
                    allocations,
                    ImmutableSortedMap.copyOfSorted(drivers),
                    fingerprinters == null ? Fingerprinters.standard(root) : fingerprinters,
                    hooks,
                    limits,
                    ids,
                    ImmutableSortedMap.copyOf(baseEnvironment),
                    name,
                    node);
        }

        private static void closeAfter(DataDirectory directory, RuntimeException failure) {
            try {
                directory.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }

        private static <T> T needed(@Nullable T value, String what, String setter) {
            if (value == null) {
                throw new IllegalArgumentException("The agent needs a " + what + ".\nMaybe call " + setter + "(…).");
            }
            return value;
        }

        private static Map<String, String> defaultBaseEnvironment() {
            var base = new TreeMap<String, String>();
            for (String variable : List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR")) {
                String value = System.getenv(variable);
                if (value != null) {
                    base.put(variable, value);
                }
            }
            return base;
        }
    }
}

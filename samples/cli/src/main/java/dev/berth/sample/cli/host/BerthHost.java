package dev.berth.sample.cli.host;

import dev.berth.agent.DataDirectory;
import dev.berth.agent.Fingerprinters;
import dev.berth.agent.NodeAgent;
import dev.berth.control.ControlPlane;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.docker.DockerDriver;
import dev.berth.driver.exec.RawExecDriver;
import dev.berth.host.CommandLog;
import dev.berth.host.FileCommandLog;
import dev.berth.host.FileLogOptions;
import dev.berth.host.HostThreads;
import dev.berth.host.MemoryCommandLog;
import dev.berth.host.Storage;
import dev.berth.model.Node;
import dev.berth.state.ClusterState;
import dev.berth.state.ReplicatedState;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server and a node agent in one JVM. With a data directory everything that was confirmed survives a {@code kill -9}: the
 * next start on the same directory recovers the state from the log and adopts the tasks that went on running.
 *
 * <p>Thread-safe.
 */
public final class BerthHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BerthHost.class);
    private static final long START_SECONDS = 60;
    private static final int MEMORY_LOG_CAPACITY = 4_096;

    private final HostThreads threads = HostThreads.named("berth");
    private final ReplicatedState state = ReplicatedState.create();
    private final Deque<Closeable> closeables = new ArrayDeque<>(); // last opened first
    private final ControlPlane controlPlane;
    private final NodeAgent agent;

    private BerthHost(HostOptions options) {
        Path root = folder(options.dataDirectory());
        closeables.push(threads::close);
        try {
            DataDirectory directory = DataDirectory.open(root);
            closeables.push(directory::close);
            CommandLog log = options.dataDirectory() == null
                    ? memoryLog()
                    : fileLog(directory.path().resolve("server"));
            this.controlPlane = lead(log);
            this.agent = startAgent(options, directory);
        } catch (RuntimeException e) {
            closeAll(e);
            throw e;
        }
    }

    /**
     * Starts a server and a node agent, and returns when the server leads.
     *
     * @throws HostException when the server's log is damaged or cannot be used
     * @throws dev.berth.agent.AgentException when the data directory cannot be used, or another process uses it
     */
    public static BerthHost start(HostOptions options) {
        return new BerthHost(options);
    }

    /** A temporary folder is deleted after the threads have ended, so that nothing writes to it any more. */
    private Path folder(@Nullable Path wanted) {
        if (wanted != null) {
            return wanted;
        }
        Path temporary = TemporaryFolder.create();
        closeables.push(() -> TemporaryFolder.delete(temporary));
        return temporary;
    }

    private CommandLog memoryLog() {
        return new MemoryCommandLog(List.of(state), threads.log(), MEMORY_LOG_CAPACITY);
    }

    private CommandLog fileLog(Path folder) {
        try {
            FileCommandLog log = FileCommandLog.open(
                    Storage.directory(folder),
                    state,
                    threads.time(),
                    threads.log(),
                    threads.snapshot(),
                    FileLogOptions.defaults());
            closeables.push(log);
            if (log.recovery().bytesCut() > 0) {
                LOG.warn(
                        "The log of the server ({}) did not end cleanly. {}",
                        folder,
                        log.recovery().sentence());
            }
            return log;
        } catch (IOException e) {
            throw new HostException(
                    "The log of the server (%s) cannot be used: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private ControlPlane lead(CommandLog log) {
        ControlPlane opened =
                ControlPlane.builder(state, log, threads.loop(), threads.time()).build();
        closeables.push(opened::close);
        try {
            opened.lead(state.state().term() + 1)
                    .toCompletableFuture()
                    .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .orElseThrow();
        } catch (CompletionException | IllegalStateException e) {
            throw new HostException("The server cannot take the lead: %s.".formatted(e.getMessage()), e);
        }
        return opened;
    }

    private NodeAgent startAgent(HostOptions options, DataDirectory directory) {
        NodeAgent opened = NodeAgent.builder()
                .gateway(controlPlane.nodes())
                .drivers(drivers(directory.path()))
                .dataDirectory(directory.path())
                .storage(directory.storage())
                .fingerprinters(Fingerprinters.loopback(directory.path()))
                .time(threads.time())
                .executor(threads.work())
                .name(options.nodeName())
                .node(node -> node.datacenter(options.datacenter())
                        .nodeClass(options.nodeClass())
                        .meta(options.meta()))
                .build();
        closeables.push(opened::close);
        opened.start();
        return opened;
    }

    private TaskDriver[] drivers(Path directory) {
        RawExecDriver rawExec = new RawExecDriver(directory.resolve("exec"));
        closeables.push(rawExec::close);
        DockerDriver docker = DockerDriver.builder().build();
        closeables.push(docker::close);
        return new TaskDriver[] {rawExec, docker};
    }

    /** Returns the server's front door. */
    public ControlPlane controlPlane() {
        return controlPlane;
    }

    /** Returns the node agent. */
    public NodeAgent agent() {
        return agent;
    }

    /**
     * Waits until the node takes work.
     *
     * @throws HostException when it does not within the time
     */
    public void awaitNode(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        ClusterState now = controlPlane.state();
        while (!isReady(now)) {
            long left = deadline - System.nanoTime();
            try {
                now = controlPlane
                        .awaitIndex(now.index() + 1)
                        .toCompletableFuture()
                        .get(left, TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new HostException("The node is not ready after %s.".formatted(atMost), e);
            }
        }
    }

    private boolean isReady(ClusterState now) {
        Node node = now.node(agent.nodeId());
        return node != null && node.ready();
    }

    /** Stops all tasks of this node, politely first, and returns when none runs any more, or the time is over. */
    public void stopTasks(Duration atMost) throws InterruptedException {
        try {
            agent.drainAndClose().toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Tasks still run after {}; they are left running.", atMost);
        } catch (ExecutionException e) {
            LOG.warn("Stopping the tasks failed.", e.getCause());
        }
    }

    /** Lets go of everything and leaves tasks running: the next host on the same data directory adopts them. */
    @Override
    public void close() {
        closeAll(null);
    }

    private synchronized void closeAll(@Nullable Exception cause) {
        while (!closeables.isEmpty()) {
            try {
                closeables.pop().close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("Closing failed.", e);
                if (cause != null) {
                    cause.addSuppressed(e);
                }
            }
        }
    }
}

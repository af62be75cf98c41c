package dev.berth.driver.mock;

import dev.berth.driver.ConfigSchema;
import dev.berth.driver.DriverCapabilities;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverFingerprint;
import dev.berth.driver.ExitResult;
import dev.berth.driver.LogCapable;
import dev.berth.driver.SignalCapable;
import dev.berth.driver.Signals;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskStatus;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A driver that runs nothing: its tasks do what their config says, in the time of the {@link MockWorld}, and what a test
 * tells the world. Touches neither disk nor threads, so thousands of tasks cost little.
 *
 * <p>Config keys, all optional: {@code run_for} (else until stopped), {@code exit_code}, {@code exit_signal}, {@code oom},
 * {@code start_error}, {@code start_error_recoverable}, {@code start_block_for}, {@code kill_after} (how long it takes to obey
 * a signal), {@code stdout_string}, {@code stdout_repeat}, {@code stderr_string}, {@code stderr_repeat}.
 *
 * <p>Its default kill signal is {@code SIGTERM}. Thread-safe.
 */
public final class MockDriver implements TaskDriver, SignalCapable, LogCapable {
    /** The name it is selected by. */
    public static final String NAME = "mock";

    private final MockWorld world;
    private final Set<TaskKey> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Creates a driver for a machine; a second one for the same machine, after the first was closed, is a restart. */
    public MockDriver(MockWorld world) {
        this.world = world;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DriverCapabilities capabilities() {
        return DriverCapabilities.builder().signals(true).build();
    }

    @Override
    public ConfigSchema configSchema() {
        return MockScript.SCHEMA;
    }

    @Override
    public DriverFingerprint fingerprint(Duration atMost) {
        return world.fingerprint();
    }

    @Override
    public CompletionStage<TaskHandle> start(TaskLaunch launch) {
        CompletionStage<TaskHandle> started;
        try {
            started = world.start(launch);
        } catch (DriverException e) {
            return CompletableFuture.failedFuture(e);
        }
        var result = new CompletableFuture<TaskHandle>();
        started.whenComplete((handle, error) -> {
            if (error != null) {
                unlessClosed(() -> result.completeExceptionally(error));
            } else {
                watched.add(launch.key());
                unlessClosed(() -> result.complete(handle));
            }
        });
        return result;
    }

    @Override
    public Optional<TaskHandle> find(TaskKey key) {
        return Optional.ofNullable(world.settle(key)).map(task -> task.handle);
    }

    @Override
    public void adopt(TaskHandle handle) {
        if (!handle.driver().equals(NAME)) {
            throw new DriverException(
                    DriverException.Kind.INVALID_HANDLE,
                    "The handle of " + handle.key() + " is of the driver " + handle.driver() + ", not " + NAME + ".");
        }
        if (world.find(handle.key()) == null) {
            throw new DriverException(DriverException.Kind.TASK_GONE, "Nothing is left of " + handle.key() + ".");
        }
        watched.add(handle.key());
    }

    @Override
    public CompletionStage<ExitResult> awaitExit(TaskKey key) {
        MockTask task = task(key);
        if (task == null) {
            return CompletableFuture.failedFuture(unknown(key));
        }
        var result = new CompletableFuture<ExitResult>();
        CompletionStage<ExitResult> exited = task.exited;
        exited.thenAccept(exit -> unlessClosed(() -> result.complete(exit)));
        return result;
    }

    @Override
    public CompletionStage<Void> stop(TaskKey key, @Nullable String signal, Duration killTimeout) {
        if (killTimeout.isNegative()) {
            throw new IllegalArgumentException("The kill timeout (" + killTimeout + ") must not be negative.");
        }
        Integer asked = signal == null ? null : Signals.number(signal);
        MockTask task = task(key);
        if (task == null) {
            return CompletableFuture.completedFuture(null);
        }
        String usual = task.launch.killSignal() == null ? "SIGTERM" : task.launch.killSignal();
        int number = killTimeout.isZero() ? Signals.SIGKILL : asked != null ? asked : Signals.number(usual);
        var result = new CompletableFuture<Void>();
        CompletionStage<ExitResult> exited = world.stop(task, number, killTimeout);
        exited.thenRun(() -> unlessClosed(() -> result.complete(null)));
        return result;
    }

    @Override
    public void destroy(TaskKey key, boolean force) {
        world.destroy(key, force);
        watched.remove(key);
    }

    @Override
    public TaskStatus inspect(TaskKey key) {
        MockTask task = task(key);
        if (task == null) {
            throw unknown(key);
        }
        synchronized (world) {
            return task.status();
        }
    }

    @Override
    public void signal(TaskKey key, String signal) {
        int number = Signals.number(signal);
        MockTask task = task(key);
        if (task == null) {
            throw unknown(key);
        }
        world.signal(task, number);
    }

    @Override
    public InputStream openLog(TaskKey key, LogStream stream) {
        MockTask task = task(key);
        if (task == null) {
            throw unknown(key);
        }
        return new ByteArrayInputStream(stream == LogStream.STDOUT ? task.script.stdout() : task.script.stderr());
    }

    @Override
    public void close() {
        closed = true;
    }

    private @Nullable MockTask task(TaskKey key) {
        return watched.contains(key) ? world.find(key) : null;
    }

    private void unlessClosed(Runnable action) {
        if (!closed) {
            action.run();
        }
    }

    private static DriverException unknown(TaskKey key) {
        return new DriverException(
                DriverException.Kind.UNKNOWN_TASK, "The task " + key + " was neither started nor adopted here.");
    }
}

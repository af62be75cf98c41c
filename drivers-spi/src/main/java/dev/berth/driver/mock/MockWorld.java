package dev.berth.driver.mock;

import dev.berth.driver.DriverException;
import dev.berth.driver.DriverFingerprint;
import dev.berth.driver.ExitResult;
import dev.berth.driver.Signals;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The machine on which {@link MockDriver}s run their tasks: keep it, and its tasks go on while the drivers come and go, as
 * when an agent restarts.
 *
 * <p>Thread-safe. Deterministic when its timer is and calls come from one thread. Stages are completed on the timer's
 * thread or on the one that calls {@link #complete} or {@link #vanish}, outside of any lock.
 */
public final class MockWorld {
    private final Timer timer;
    private final Map<TaskKey, MockTask> tasks = new LinkedHashMap<>(); // started or starting, not destroyed
    private final List<TaskLaunch> launches = new ArrayList<>();
    private DriverFingerprint fingerprint =
            DriverFingerprint.healthy("The mock driver is ready.", Map.of("driver.mock", "1"));

    /** Creates a machine without tasks, whose mock driver is healthy. */
    public MockWorld(Timer timer) {
        this.timer = timer;
    }

    /** Returns all launches that made a task run, in order, destroyed ones included: the same key twice is an error. */
    public synchronized List<TaskLaunch> launches() {
        return List.copyOf(launches);
    }

    /** Returns the keys of the tasks that run now, in the order they were started. */
    public synchronized List<TaskKey> running() {
        return tasks.values().stream()
                .filter(MockTask::isRunning)
                .map(task -> task.launch.key())
                .toList();
    }

    /** Returns the numbers of the signals a task got, in order. */
    public synchronized List<Integer> signals(TaskKey key) {
        return List.copyOf(known(key).signals);
    }

    /** Sets what the driver finds out about this machine from now on. */
    public synchronized void fingerprint(DriverFingerprint value) {
        fingerprint = value;
    }

    /** Returns what the driver finds out about this machine. */
    public synchronized DriverFingerprint fingerprint() {
        return fingerprint;
    }

    /**
     * Ends a running task now; without effect on one that has ended.
     *
     * @throws DriverException {@link DriverException.Kind#UNKNOWN_TASK}
     */
    public void complete(TaskKey key, ExitResult exit) {
        MockTask task;
        synchronized (this) {
            task = known(key);
        }
        end(task, exit);
    }

    /** Makes a task disappear with all that could tell about it, as if the machine had been set up anew. */
    public void vanish(TaskKey key) {
        MockTask task;
        synchronized (this) {
            task = tasks.remove(key);
            if (task != null) {
                task.cancelTimers();
            }
        }
        if (task != null) {
            task.exited.complete(ExitResult.lost("The task vanished."));
        }
    }

    CompletionStage<TaskHandle> start(TaskLaunch launch) {
        MockScript script = MockScript.of(launch.config());
        MockTask task;
        synchronized (this) {
            MockTask present = tasks.get(launch.key());
            if (present != null) {
                return present.started;
            }
            task = new MockTask(launch, script);
            tasks.put(launch.key(), task);
            if (!script.startBlockFor().isZero()) {
                task.timers.add(timer.schedule(script.startBlockFor(), () -> begin(task)));
                return task.started;
            }
        }
        begin(task);
        return task.started;
    }

    private void begin(MockTask task) {
        DriverException error = task.script.startError().orElse(null);
        synchronized (this) {
            if (tasks.get(task.launch.key()) != task) {
                return;
            }
            if (error != null) {
                tasks.remove(task.launch.key());
            } else {
                launches.add(task.launch);
                task.startedAt = timer.now();
                task.script.runFor().ifPresent(delay -> endLater(task, delay, task.script.exit()));
            }
        }
        if (error != null) {
            task.started.completeExceptionally(error);
        } else {
            task.started.complete(task.handle);
        }
    }

    synchronized @Nullable MockTask find(TaskKey key) {
        return tasks.get(key);
    }

    /** Returns the task that carries the key, after a start still under way has been called off. */
    @Nullable
    MockTask settle(TaskKey key) {
        MockTask task;
        synchronized (this) {
            task = tasks.get(key);
            if (task == null || task.startedAt != null) {
                return task;
            }
            task.cancelTimers();
            tasks.remove(key);
        }
        task.started.completeExceptionally(
                new DriverException(DriverException.Kind.UNAVAILABLE, "The start of " + key + " was called off."));
        return null;
    }

    synchronized void signal(MockTask task, int signal) {
        if (!task.isRunning()) {
            throw new DriverException(
                    DriverException.Kind.TASK_GONE,
                    "The task " + task.launch.key() + " has exited: no signal was sent.");
        }
        task.signals.add(signal);
    }

    CompletableFuture<ExitResult> stop(MockTask task, int signal, Duration killTimeout) {
        synchronized (this) {
            if (task.isRunning()) {
                task.signals.add(signal);
                Duration killAfter = task.script.killAfter();
                boolean obeys = signal == Signals.SIGKILL || killAfter.compareTo(killTimeout) <= 0;
                Duration delay = signal == Signals.SIGKILL ? Duration.ZERO : obeys ? killAfter : killTimeout;
                endLater(task, delay, ExitResult.signalled(obeys ? signal : Signals.SIGKILL));
            }
        }
        return task.exited;
    }

    void destroy(TaskKey key, boolean force) {
        MockTask task = find(key);
        if (task == null) {
            return;
        }
        if (task.isRunning() && !force) {
            throw new DriverException(
                    DriverException.Kind.TASK_RUNNING, "The task " + key + " runs. Stop it before, or force.");
        }
        end(task, ExitResult.signalled(Signals.SIGKILL));
        settle(key);
        synchronized (this) {
            tasks.remove(key);
        }
    }

    private void endLater(MockTask task, Duration delay, ExitResult exit) {
        task.timers.add(timer.schedule(delay, () -> end(task, exit)));
    }

    private void end(MockTask task, ExitResult exit) {
        synchronized (this) {
            if (!task.isRunning()) {
                return;
            }
            task.cancelTimers();
            task.exit = exit;
            task.finishedAt = timer.now();
        }
        task.exited.complete(exit);
    }

    private MockTask known(TaskKey key) {
        MockTask task = tasks.get(key);
        if (task == null) {
            throw new DriverException(DriverException.Kind.UNKNOWN_TASK, "The mock machine has no task " + key + ".");
        }
        return task;
    }
}

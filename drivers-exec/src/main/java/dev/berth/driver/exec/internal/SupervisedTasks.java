package dev.berth.driver.exec.internal;

import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.ExecResult;
import dev.berth.driver.ExitResult;
import dev.berth.driver.Signals;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskStats;
import dev.berth.driver.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of one driver as supervised processes: everything that {@code TaskDriver} asks, once the driver has said which
 * command a launch means. Thread-safe.
 *
 * <p>Threads: one that watches ({@link ProcessWatcher}), and up to {@value #WORKERS} that wait for launchers and kill.
 */
public final class SupervisedTasks implements AutoCloseable {
    /*
     * Implementation note. "Started at most once" rests on one symbolic link per attempt (TaskDirFiles: task). The process
     * that is to become the task makes it just before it turns into the command, and goes away when it exists already. An
     * agent that finds an attempt without the link makes it itself ("fenced"): from then on the attempt is dead, however
     * late its launcher or supervisor is. So there is no window between spawn and record in which it is unknown what
     * happens next. Nothing is decided by whether a process is seen alive; that is only used to report the end.
     */
    static final int WORKERS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedTasks.class);
    private static final Duration KILL_RETRY = Duration.ofSeconds(1);

    private static final int HANDLE_VERSION = 1;
    private static final Duration WATCH_PERIOD = Duration.ofMillis(40);
    private static final long DESTROY_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final String driver;
    private final Tools tools;
    private final Attempts attempts;
    private final TaskCgroup.Version cgroups;
    private final Supervisor supervisor;
    private final TaskSignals signals;
    private final ProcessWatcher watcher;
    private final ExecutorService workers;
    private final Map<TaskKey, CompletableFuture<TaskHandle>> starting = new ConcurrentHashMap<>();
    private final Map<TaskKey, SupervisedTask> tasks = new ConcurrentHashMap<>(); // started or adopted here

    /**
     * Creates the tasks of a driver; takes over nothing yet.
     *
     * @param root a directory of the driver's own that survives restarts of the agent
     */
    public SupervisedTasks(String driver, Path root, Tools tools, TaskCgroup.Version cgroups) {
        this.driver = driver;
        this.tools = tools;
        this.attempts = new Attempts(root);
        this.cgroups = cgroups;
        this.supervisor = new Supervisor(tools);
        this.signals = new TaskSignals(tools);
        this.watcher = new ProcessWatcher("berth-" + driver + "-watch", WATCH_PERIOD);
        var number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(WORKERS, task -> {
            Thread made = new Thread(task, "berth-" + driver + "-" + number.incrementAndGet());
            made.setDaemon(true);
            return made;
        });
    }

    /** Returns the tools in use. */
    public Tools tools() {
        return tools;
    }

    /** Starts a task unless its key was started before; see {@code TaskDriver.start}. The command is made on a worker. */
    public CompletionStage<TaskHandle> start(TaskKey key, Supplier<SupervisedCommand> command) {
        var mine = new CompletableFuture<TaskHandle>();
        CompletableFuture<TaskHandle> other = starting.putIfAbsent(key, mine);
        if (other != null) {
            return other.copy();
        }
        workers.execute(() -> {
            try {
                TaskHandle handle = startNow(key, command);
                starting.remove(key);
                mine.complete(handle);
            } catch (Throwable e) {
                starting.remove(key);
                mine.completeExceptionally(e);
            }
        });
        return mine.copy();
    }

    private TaskHandle startNow(TaskKey key, Supplier<SupervisedCommand> command) {
        SupervisedTask known = tasks.get(key);
        if (known != null) {
            return known.handle();
        }
        Optional<TaskDirFiles> earlier = attempts.settle(key);
        if (earlier.isPresent()) {
            return take(handle(key, earlier.get())).handle();
        }
        SupervisedCommand what = command.get();
        Path dir = attempts.next(key);
        TaskCgroup cgroup = TaskCgroup.named(cgroups, key.fileName() + "." + dir.getFileName());
        try {
            TaskDirFiles files = TaskDirFiles.create(dir, what, cgroup.procs());
            cgroup.make();
            supervisor.launch(files, what);
            return take(handle(key, files)).handle();
        } catch (IOException e) {
            settleQuietly(key, e);
            throw new DriverException(Kind.UNAVAILABLE, "The state of " + key + " could not be written: " + e, e);
        } catch (DriverException e) {
            settleQuietly(key, e);
            throw e;
        }
    }

    /** Removes what a failed start left; when that fails too, {@link #find} will do it. */
    private void settleQuietly(TaskKey key, Exception failure) {
        try {
            attempts.settle(key);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Finds what carries a key; see {@code TaskDriver.find}. */
    public Optional<TaskHandle> find(TaskKey key) {
        return attempts.settle(key).map(files -> handle(key, files));
    }

    /** Takes over a task; see {@code TaskDriver.adopt}. */
    public void adopt(TaskHandle handle) {
        if (!handle.driver().equals(driver)) {
            throw new DriverException(
                    Kind.INVALID_HANDLE,
                    "The handle of " + handle.key() + " is of the driver " + handle.driver() + ", not " + driver + ".");
        }
        take(handle);
    }

    private SupervisedTask take(TaskHandle handle) {
        TaskHandleState state = TaskHandleState.parse(handle);
        return tasks.computeIfAbsent(handle.key(), key -> {
            TaskDirFiles files = attempts.attempt(key, state.attempt());
            if (!files.exists() && !state.process().isAlive()) {
                throw new DriverException(Kind.TASK_GONE, "Nothing is left of " + key + " in " + files.dir() + ".");
            }
            files.forgetEnv();
            var task = new SupervisedTask(handle, files, state.process(), new CompletableFuture<>());
            task.quickLook().ifPresentOrElse(task.exit()::complete, () -> watcher.watch(task));
            return task;
        });
    }

    /** Waits for the end; see {@code TaskDriver.awaitExit}. */
    public CompletionStage<ExitResult> awaitExit(TaskKey key) {
        SupervisedTask task = tasks.get(key);
        return task == null
                ? CompletableFuture.failedFuture(unknown(key))
                : task.exit().copy();
    }

    /** Stops a task; see {@code TaskDriver.stop}. Without a signal, with the one of its command. */
    public CompletionStage<Void> stop(TaskKey key, @Nullable Integer signal, Duration killTimeout) {
        SupervisedTask task = tasks.get(key);
        if (task == null || task.exit().isDone()) {
            return CompletableFuture.completedFuture(null);
        }
        int number = signal != null ? signal : task.files().killSignal();
        boolean killNow = number == Signals.SIGKILL || killTimeout.isZero();
        var sent = new CompletableFuture<Void>();
        workers.execute(() -> {
            try {
                if (killNow) {
                    kill(task);
                } else {
                    signals.send(task.process(), number);
                }
                sent.complete(null);
            } catch (Throwable e) {
                sent.completeExceptionally(e);
            }
        });
        if (!killNow) {
            killLater(task, killTimeout);
        }
        return sent.thenCompose(done -> task.exit()).thenAccept(exit -> {});
    }

    private void killLater(SupervisedTask task, Duration delay) {
        watcher.later(delay, () -> {
            if (!task.exit().isDone()) {
                workers.execute(() -> killUntilDead(task));
            }
        });
    }

    private void killUntilDead(SupervisedTask task) {
        try {
            kill(task);
        } catch (RuntimeException e) {
            LOG.error("Killing {} failed; it is tried again.", task.key(), e);
            killLater(task, KILL_RETRY);
        }
    }

    private static void kill(SupervisedTask task) {
        if (!ProcessTree.kill(task.process(), task.cgroup())) {
            throw new DriverException(Kind.UNAVAILABLE, "The processes of " + task.key() + " do not die.");
        }
    }

    /** Sends a signal; see {@code SignalCapable.signal}. */
    public void signal(TaskKey key, int signal) {
        if (!signals.send(known(key).process(), signal)) {
            throw gone(key);
        }
    }

    /** Tells what a task uses; see {@code StatsCapable.stats}. */
    public TaskStats stats(TaskKey key) {
        SupervisedTask task = known(key);
        if (!task.process().isAlive()) {
            throw gone(key);
        }
        return TaskUsage.read(ProcessTree.members(task.process(), task.cgroup()));
    }

    /** Runs a command beside a task; see {@code ExecCapable.exec}. */
    public CompletionStage<ExecResult> exec(TaskKey key, List<String> command, Duration timeout) {
        return CompletableFuture.supplyAsync(
                () -> {
                    SupervisedTask task = known(key);
                    if (!task.process().isAlive()) {
                        throw gone(key);
                    }
                    return TaskExec.run(task, command, timeout);
                },
                workers);
    }

    /** Tells a task's state; see {@code TaskDriver.inspect}. */
    public TaskStatus inspect(TaskKey key) {
        return known(key).status();
    }

    /** Removes a task; see {@code TaskDriver.destroy}. */
    public void destroy(TaskKey key, boolean force) {
        SupervisedTask task = tasks.get(key);
        if (task == null) {
            Optional<TaskDirFiles> files = attempts.settle(key);
            if (files.isEmpty()) {
                return;
            }
            task = take(handle(key, files.get()));
        }
        if (task.process().isAlive() && !force) {
            throw new DriverException(Kind.TASK_RUNNING, "The task " + key + " runs. Stop it before, or force.");
        }
        kill(task);
        awaitEnd(task);
        watcher.forget(task);
        task.files().supervisor().ifPresent(SupervisedTasks::dismiss);
        task.cgroup().remove();
        try {
            task.files().delete();
        } catch (IOException e) {
            throw new DriverException(Kind.UNAVAILABLE, "The files of " + key + " could not be removed: " + e, e);
        }
        tasks.remove(key);
        attempts.settle(key);
    }

    /** A supervisor ends when it has written the result; one that hangs is killed with its helpers. */
    private static void dismiss(ProcessIdentity supervisor) {
        for (int looks = 0; supervisor.isAlive(); looks++) {
            if (looks == 100) {
                ProcessTree.killSession(supervisor);
            }
            Pause.millis(1);
        }
    }

    /** The supervisor writes the result and the last output; it needs a moment, and may have been killed itself. */
    private static void awaitEnd(SupervisedTask task) {
        long deadline = System.nanoTime() + DESTROY_NANOS;
        Optional<ExitResult> exit = task.thoroughLook();
        while (exit.isEmpty() && System.nanoTime() < deadline) {
            Pause.millis(5);
            exit = task.thoroughLook();
        }
        task.exit().complete(exit.orElseGet(() -> ExitResult.lost("The supervisor did not tell how the task ended.")));
    }

    /** Lets go of all tasks; they run on. */
    @Override
    public void close() {
        watcher.close();
        workers.shutdownNow();
    }

    private TaskHandle handle(TaskKey key, TaskDirFiles files) {
        ProcessIdentity process =
                files.task().orElseThrow(() -> new IllegalStateException("The claim vanished from " + files.dir()));
        return new TaskHandle(driver, key, HANDLE_VERSION, new TaskHandleState(files.attempt(), process).text());
    }

    private SupervisedTask known(TaskKey key) {
        SupervisedTask task = tasks.get(key);
        if (task == null) {
            throw unknown(key);
        }
        return task;
    }

    private static DriverException unknown(TaskKey key) {
        return new DriverException(Kind.UNKNOWN_TASK, "The task " + key + " was neither started nor adopted here.");
    }

    private static DriverException gone(TaskKey key) {
        return new DriverException(Kind.TASK_GONE, "The task " + key + " has exited.");
    }
}

package dev.berth.driver.docker.internal;

import dev.berth.driver.DriverEvent;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.ExecResult;
import dev.berth.driver.ExitResult;
import dev.berth.driver.Signals;
import dev.berth.driver.TaskConfig;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskStats;
import dev.berth.driver.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of the docker driver as containers: everything that {@code TaskDriver} asks. Thread-safe.
 *
 * <p>Threads, all daemons: up to {@value #STARTERS} that start and pull, up to {@value #WORKERS} for the rest, a timer, one for
 * the events, and one per running task that copies its output.
 */
public final class ContainerTasks implements AutoCloseable {
    /*
     * Implementation note. The daemon is the only place where anything is kept: name and labels of a container say which
     * run it is (see Containers for why nothing starts twice). Exits come from one stream of events; each time it is opened,
     * and each time a task is taken over, the daemon is asked for the state as well, so that an exit that nobody
     * watched is reported all the same.
     */
    static final int STARTERS = 8;
    static final int WORKERS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(ContainerTasks.class);
    private static final int HANDLE_VERSION = 1;
    private static final long KILL_RETRY_MILLIS = 1_000;
    private static final long LOOK_RETRY_MILLIS = 1_000;
    private static final long DESTROY_SECONDS = 20;
    private static final long OUTPUT_SECONDS = 2;

    private final Daemon daemon;
    private final Containers containers;
    private final Images images;
    private final Consumer<DriverEvent> events;
    private final ExecutorService starters = Threads.pool("start", STARTERS);
    private final ExecutorService workers = Threads.pool("work", WORKERS);
    private final ExecutorService copies = Threads.unbounded("logs");
    private final ScheduledExecutorService timer = Threads.timer("timer");
    private final ExitWatch watch;
    private final Map<TaskKey, CompletableFuture<TaskHandle>> starting = new ConcurrentHashMap<>();
    private final Map<TaskKey, ContainerTask> tasks = new ConcurrentHashMap<>(); // started or adopted here
    private volatile boolean closed;
    private volatile boolean watching;

    /** Creates the tasks of a driver; takes over nothing yet, and asks the daemon nothing. */
    public ContainerTasks(Daemon daemon, DockerOptions options, Consumer<DriverEvent> events) {
        this.daemon = daemon;
        this.containers = new Containers(daemon);
        this.images = new Images(daemon, options.pullTimeout());
        this.events = events;
        this.watch = new ExitWatch(daemon, timer, this::exited, this::lookAfterAll);
    }

    /** Starts a task unless its key was started before; see {@code TaskDriver.start}. */
    public CompletionStage<TaskHandle> start(TaskLaunch launch, TaskConfig config) {
        var mine = new CompletableFuture<TaskHandle>();
        CompletableFuture<TaskHandle> other = starting.putIfAbsent(launch.key(), mine);
        if (other != null) {
            return other.copy();
        }
        starters.execute(() -> {
            try {
                TaskHandle handle = startNow(launch, config);
                starting.remove(launch.key());
                mine.complete(handle);
            } catch (Throwable e) {
                starting.remove(launch.key());
                mine.completeExceptionally(e);
            }
        });
        return mine.copy();
    }

    private TaskHandle startNow(TaskLaunch launch, TaskConfig config) {
        TaskKey key = launch.key();
        ContainerTask known = tasks.get(key);
        if (known != null) {
            return known.handle();
        }
        Optional<ContainerView> earlier = containers.settle(key);
        if (earlier.isPresent()) {
            return take(earlier.get()).handle();
        }
        String image = config.string("image").orElseThrow();
        var spec = new ContainerSpec(launch, config);
        images.ensure(config, () -> events.accept(DriverEvent.of(key, "Pulling the image " + image + ".")));
        String id = containers.run(launch, spec::fill, image);
        return take(containers.inspect(id).orElseThrow(() -> gone(key))).handle();
    }

    /** Finds what carries a key; see {@code TaskDriver.find}. */
    public Optional<TaskHandle> find(TaskKey key) {
        return containers.settle(key).map(view -> handle(key, view.id()));
    }

    /** Takes over a task; see {@code TaskDriver.adopt}. */
    public void adopt(TaskHandle handle) {
        if (!handle.driver().equals(DockerSchema.NAME)) {
            throw invalid(handle, "is of the driver " + handle.driver());
        }
        if (handle.version() != HANDLE_VERSION || !handle.state().matches("[0-9a-f]{12,64}")) {
            throw invalid(handle, "cannot be read");
        }
        ContainerTask known = tasks.get(handle.key());
        if (known != null && known.handle().equals(handle)) {
            return;
        }
        ContainerView view = containers
                .inspect(handle.state())
                .filter(each -> !each.neverStarted())
                .orElseThrow(() -> gone(handle.key()));
        if (!handle.key().toString().equals(view.labels().get(ContainerLabels.KEY))) {
            throw invalid(handle, "names a container of something else");
        }
        take(view);
    }

    private ContainerTask take(ContainerView view) {
        ContainerLabels labels = ContainerLabels.read(view.labels());
        startWatching();
        ContainerTask task = tasks.computeIfAbsent(labels.key(), key -> {
            var logs = new LogCopy(daemon, containers, view.id(), labels, copies, timer);
            logs.begin();
            return ContainerTask.of(handle(key, view.id()), view.id(), labels, logs);
        });
        // asked again, since it may have ended between the look and the entry into the map
        lookAfter(task, "");
        return task;
    }

    private synchronized void startWatching() {
        if (!watching) {
            watching = true;
            watch.open();
        }
    }

    // ---- the end of a task

    private void exited(String containerId, String exitCode) {
        for (ContainerTask task : tasks.values()) {
            if (task.id().equals(containerId)) {
                workers.execute(() -> lookAfter(task, exitCode));
            }
        }
    }

    private void lookAfterAll() {
        for (ContainerTask task : tasks.values()) {
            workers.execute(() -> lookAfter(task, ""));
        }
    }

    /**
     * Reports the end of a task when it has ended.
     *
     * @param toldCode the exit code that the event told, or empty
     */
    private void lookAfter(ContainerTask task, String toldCode) {
        try {
            Optional<ContainerView> view = containers.inspect(task.id());
            boolean ended = view.isEmpty() || !view.get().running();
            if (ended && !task.ending().get()) {
                ExitResult result = view.map(each -> result(task, each)).orElseGet(() -> removed(task, toldCode));
                if (task.ending().compareAndSet(false, true)) {
                    end(task, result);
                }
            }
        } catch (DriverException e) {
            LOG.debug("{} is looked after again when the daemon answers.", task.key(), e);
            timer.schedule(
                    () -> workers.execute(() -> lookAfter(task, toldCode)), LOOK_RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void end(ContainerTask task, ExitResult result) {
        CompletableFuture<Void> output = task.logs().done().copy();
        output.completeOnTimeout(null, OUTPUT_SECONDS, TimeUnit.SECONDS).thenRun(() -> {
            if (!closed) {
                workers.execute(() -> task.exit().complete(result));
            }
        });
    }

    /** The daemon tells 128 + n both for a signal and for an exit code; what was sent decides. Code 137 is taken for a kill. */
    private ExitResult result(ContainerTask task, ContainerView view) {
        int signal = view.exitCode() - 128;
        boolean signalled = signal == Signals.SIGKILL
                || signal > 0 && signal <= 64 && (task.sent().contains(signal) || containers.wasSent(view, signal));
        return signalled
                ? new ExitResult(0, signal, view.oomKilled(), null)
                : new ExitResult(view.exitCode(), 0, view.oomKilled(), null);
    }

    private static ExitResult removed(ContainerTask task, String toldCode) {
        if (toldCode.matches("\\d{1,3}")) {
            int code = Integer.parseInt(toldCode);
            return code == 128 + Signals.SIGKILL ? ExitResult.signalled(Signals.SIGKILL) : ExitResult.exited(code);
        }
        return ExitResult.lost("The container " + task.id() + " of " + task.key() + " was removed by somebody else.");
    }

    /** Waits for the end; see {@code TaskDriver.awaitExit}. */
    public CompletionStage<ExitResult> awaitExit(TaskKey key) {
        ContainerTask task = tasks.get(key);
        return task == null
                ? CompletableFuture.failedFuture(unknown(key))
                : task.exit().copy();
    }

    // ---- ending a task

    /** Stops a task; see {@code TaskDriver.stop}. */
    public CompletionStage<Void> stop(TaskKey key, int signal, Duration killTimeout) {
        ContainerTask task = tasks.get(key);
        if (task == null || task.exit().isDone()) {
            return CompletableFuture.completedFuture(null);
        }
        boolean killNow = signal == Signals.SIGKILL || killTimeout.isZero();
        CompletableFuture<Void> sent =
                CompletableFuture.runAsync(() -> send(task, killNow ? Signals.SIGKILL : signal), workers);
        if (!killNow) {
            timer.schedule(
                    () -> workers.execute(() -> killUntilDead(task)), killTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        return sent.thenCompose(done -> task.exit()).thenAccept(exit -> {});
    }

    /** Returns the signal that a task's launch asked for, if it did. */
    public Optional<String> killSignal(TaskKey key) {
        return Optional.ofNullable(tasks.get(key)).map(ContainerTask::killSignal);
    }

    private void killUntilDead(ContainerTask task) {
        if (closed || task.exit().isDone()) {
            return;
        }
        try {
            send(task, Signals.SIGKILL);
        } catch (DriverException e) {
            LOG.warn("Killing {} failed and is tried again: {}", task.key(), e.getMessage());
            timer.schedule(() -> workers.execute(() -> killUntilDead(task)), KILL_RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean send(ContainerTask task, int signal) {
        boolean isNew = task.sent().add(signal);
        boolean runs = containers.kill(task.id(), signal);
        if (!runs) {
            if (isNew) {
                task.sent().remove(signal);
            }
            lookAfter(task, "");
        }
        return runs;
    }

    /** Sends a signal; see {@code SignalCapable.signal}. */
    public void signal(TaskKey key, int signal) {
        ContainerTask task = known(key);
        if (task.exit().isDone() || !send(task, signal)) {
            throw gone(key);
        }
    }

    /** Removes a task; see {@code TaskDriver.destroy}. */
    public void destroy(TaskKey key, boolean force) {
        ContainerTask task = tasks.get(key);
        if (task == null) {
            Optional<ContainerView> found = containers.settle(key);
            if (found.isEmpty()) {
                return;
            }
            task = take(found.get());
        }
        if (!force
                && containers.inspect(task.id()).filter(ContainerView::running).isPresent()) {
            throw new DriverException(Kind.TASK_RUNNING, "The task " + key + " runs. Stop it before, or force.");
        }
        send(task, Signals.SIGKILL);
        try {
            task.exit().copy().get(DESTROY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DriverException(Kind.UNAVAILABLE, "The container of " + key + " does not die.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Kind.UNAVAILABLE, "Destroying " + key + " was interrupted.", e);
        }
        containers.remove(task.id());
        task.logs().forget();
        tasks.remove(key);
    }

    // ---- looking at a task

    /** Tells a task's state; see {@code TaskDriver.inspect}. */
    public TaskStatus inspect(TaskKey key) {
        ContainerTask task = known(key);
        Optional<ContainerView> view = containers.inspect(task.id());
        if (view.isEmpty()) {
            ExitResult exit = task.exit().getNow(removed(task, ""));
            return TaskStatus.exited(null, null, exit, Map.of("container_id", task.id()));
        }
        ContainerView seen = view.get();
        return seen.running()
                ? TaskStatus.running(seen.startedAt(), seen.attributes())
                : TaskStatus.exited(seen.startedAt(), seen.finishedAt(), result(task, seen), seen.attributes());
    }

    /** Tells what a task uses; see {@code StatsCapable.stats}. */
    public TaskStats stats(TaskKey key) {
        ContainerTask task = running(key);
        return ContainerUsage.read(daemon, task.id()).orElseThrow(() -> gone(key));
    }

    /** Runs a command in a task; see {@code ExecCapable.exec}. */
    public CompletionStage<ExecResult> exec(TaskKey key, List<String> command, Duration timeout) {
        return CompletableFuture.supplyAsync(
                () -> ContainerExec.run(daemon, key, running(key).id(), command, timeout), copies);
    }

    private ContainerTask running(TaskKey key) {
        ContainerTask task = known(key);
        if (containers.inspect(task.id()).filter(ContainerView::running).isEmpty()) {
            throw gone(key);
        }
        return task;
    }

    private ContainerTask known(TaskKey key) {
        ContainerTask task = tasks.get(key);
        if (task == null) {
            throw unknown(key);
        }
        return task;
    }

    private static TaskHandle handle(TaskKey key, String id) {
        return new TaskHandle(DockerSchema.NAME, key, HANDLE_VERSION, id);
    }

    private static DriverException invalid(TaskHandle handle, String what) {
        return new DriverException(
                Kind.INVALID_HANDLE, "The handle of " + handle.key() + " " + what + ", so docker cannot adopt it.");
    }

    private static DriverException unknown(TaskKey key) {
        return new DriverException(Kind.UNKNOWN_TASK, "The task " + key + " was neither started nor adopted here.");
    }

    private static DriverException gone(TaskKey key) {
        return new DriverException(
                Kind.TASK_GONE, "The container of " + key + " does not run or does not exist any more.");
    }

    /** Lets go of all tasks; they run on. */
    @Override
    public void close() {
        closed = true;
        watch.close();
        tasks.values().forEach(task -> task.logs().close());
        timer.shutdownNow();
        starters.shutdownNow();
        workers.shutdown();
        copies.shutdown();
    }
}

package dev.berth.host;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A ready-made set of threads for hosts that have none of their own to hand in: all daemons, named {@code <name>-loop} (server
 * loop), {@code <name>-log} (writes and applies commands), {@code <name>-snapshot}, {@code <name>-timer}, and
 * {@code <name>-work-N} for what may block (drivers, subscribers; as many as are needed, idle ones end after a minute).
 *
 * <p><b>Thread-safety:</b> thread-safe. Close it last, after everything that runs on it.
 */
public final class HostThreads implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final ExecutorService loop;
    private final ExecutorService log;
    private final ExecutorService snapshot;
    private final ExecutorService work;
    private final ScheduledExecutorService timer;

    private HostThreads(String name) {
        loop = Executors.newSingleThreadExecutor(daemons(name + "-loop", false));
        log = Executors.newSingleThreadExecutor(daemons(name + "-log", false));
        snapshot = Executors.newSingleThreadExecutor(daemons(name + "-snapshot", false));
        work = Executors.newCachedThreadPool(daemons(name + "-work", true));
        timer = Executors.newSingleThreadScheduledExecutor(daemons(name + "-timer", false));
    }

    /** Creates the executors; their threads start with their first task. */
    public static HostThreads named(String name) {
        return new HostThreads(name);
    }

    private static ThreadFactory daemons(String name, boolean numbered) {
        AtomicInteger started = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, numbered ? name + "-" + started.incrementAndGet() : name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Returns the executor for the server loop: one thread. */
    public ExecutorService loop() {
        return loop;
    }

    /** Returns the executor for the command log: one thread. */
    public ExecutorService log() {
        return log;
    }

    /** Returns the executor for writing snapshots: one thread. */
    public ExecutorService snapshot() {
        return snapshot;
    }

    /** Returns the executor for what may block: any number of threads. */
    public ExecutorService work() {
        return work;
    }

    /** Returns the executor for timers: one thread. */
    public ScheduledExecutorService timers() {
        return timer;
    }

    /** Returns the machine's clocks with timers on this set's timer thread. */
    public TimeSource time() {
        return TimeSource.system(timer);
    }

    /** Stops all threads, waiting a few seconds for tasks under way. */
    @Override
    public void close() {
        timer.shutdownNow();
        for (ExecutorService executor : new ExecutorService[] {loop, log, snapshot, work}) {
            stop(executor);
        }
    }

    private static void stop(ExecutorService executor) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

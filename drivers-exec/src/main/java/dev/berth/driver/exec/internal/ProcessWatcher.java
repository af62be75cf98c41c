package dev.berth.driver.exec.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches all tasks of a driver on one thread: their exit files often, their processes now and then. Thread-safe. Costs a
 * file look-up per task and period.
 */
final class ProcessWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessWatcher.class);
    private static final int THOROUGH_EVERY = 25;

    private final Map<String, SupervisedTask> watched = new ConcurrentHashMap<>(); // by attempt
    private final ScheduledExecutorService thread;
    private long rounds;

    ProcessWatcher(String name, Duration period) {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        Future<?> unused = thread.scheduleWithFixedDelay(this::look, 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Completes the task's exit when it has ended. */
    void watch(SupervisedTask task) {
        watched.put(task.files().attempt(), task);
    }

    void forget(SupervisedTask task) {
        watched.remove(task.files().attempt());
    }

    /** Runs something short later on the watching thread, unless it is closed before. */
    void later(Duration delay, Runnable action) {
        if (!thread.isShutdown()) {
            Future<?> unused = thread.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        boolean thorough = rounds++ % THOROUGH_EVERY == 0;
        for (SupervisedTask task : watched.values()) {
            try {
                (thorough ? task.thoroughLook() : task.quickLook()).ifPresent(exit -> {
                    forget(task);
                    task.exit().complete(exit);
                });
            } catch (RuntimeException e) {
                LOG.warn("Looking after the task {} failed; it is tried again.", task.key(), e);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        watched.clear();
    }
}

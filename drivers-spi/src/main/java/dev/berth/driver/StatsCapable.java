package dev.berth.driver;

/** A driver that can tell what a running task uses. Announced by {@link DriverCapabilities#stats()}. */
public interface StatsCapable {
    /**
     * Returns what the task uses now. May block shortly; polled, typically each second. No side effects.
     *
     * @throws DriverException {@link DriverException.Kind#UNKNOWN_TASK}; {@link DriverException.Kind#TASK_GONE} when it has
     *     exited
     */
    TaskStats stats(TaskKey key);
}

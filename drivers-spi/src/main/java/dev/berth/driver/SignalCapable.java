package dev.berth.driver;

/** A driver that can send a signal to a running task. Announced by {@link DriverCapabilities#signals()}. */
public interface SignalCapable {
    /**
     * Sends a signal to the task's process group, or to its first process where there are no groups.
     *
     * <p>May block shortly; may be called at any time, each call sends once. Crash: sent or not.
     *
     * @param signal a name such as {@code SIGHUP} or {@code HUP}; see {@link Signals}
     * @throws IllegalArgumentException when the name is unknown
     * @throws DriverException {@link DriverException.Kind#UNKNOWN_TASK}; {@link DriverException.Kind#TASK_GONE} when it has
     *     exited
     */
    void signal(TaskKey key, String signal);
}

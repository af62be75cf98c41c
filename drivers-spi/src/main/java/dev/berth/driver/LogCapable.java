package dev.berth.driver;

import java.io.InputStream;

/**
 * A driver that keeps the output of its tasks itself. Tasks of all other drivers write it to rotated files in {@link
 * TaskDirs#logsDir()} (see {@link LogRotation}).
 */
public interface LogCapable {
    /** One of the two output streams of a task. */
    enum LogStream {
        /** Standard output. */
        STDOUT,
        /** Standard error. */
        STDERR
    }

    /**
     * Opens what is kept of the task's output from the oldest byte to the newest at this moment. May block; the caller
     * closes it. Works until the task is destroyed.
     *
     * @throws DriverException {@link DriverException.Kind#UNKNOWN_TASK}
     */
    InputStream openLog(TaskKey key, LogStream stream);
}

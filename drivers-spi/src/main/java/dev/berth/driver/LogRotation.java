package dev.berth.driver;

/**
 * How much of a task's output is kept: per stream, files {@code <logs>/<task>.stdout.N} and {@code .stderr.N} with N
 * increasing over the runs of the task; the highest N is being written, the oldest file is deleted. Immutable.
 *
 * @param maxFiles files per stream, at least 1
 * @param maxFileBytes size at which the next file is begun, at least 1
 */
public record LogRotation(int maxFiles, long maxFileBytes) {
    public LogRotation {
        Checks.argument(maxFiles >= 1, "The number of log files (%s) must be at least 1.", maxFiles);
        Checks.argument(maxFileBytes >= 1, "The size of a log file (%s bytes) must be at least 1.", maxFileBytes);
    }

    /** Returns ten files of 10 MiB per stream. */
    public static LogRotation ofDefaults() {
        return new LogRotation(10, 10L << 20);
    }
}

package dev.berth.driver;

/**
 * What a task used up to one moment. Immutable. The canonical constructor grows; use {@link #builder()}. A figure that the
 * driver cannot tell is 0.
 *
 * @param sampledAtNanos when it was read, on a clock of the driver that never goes back; compare within one driver instance only
 * @param cpuNanos time on cpu since the start, over all cores and all processes of the task
 * @param throttledNanos time the task wanted to run and was not allowed to
 * @param rssBytes memory that is the task's own
 * @param cacheBytes file cache on its account
 * @param swapBytes memory swapped out
 * @param maxBytes the most memory it ever used
 * @param processes processes now
 */
public record TaskStats(
        long sampledAtNanos,
        long cpuNanos,
        long throttledNanos,
        long rssBytes,
        long cacheBytes,
        long swapBytes,
        long maxBytes,
        int processes) {

    /** Returns a builder of zeros. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns how much cpu the task used between an earlier sample and this one, in percent of one core (two busy cores
     * are 200); 0 when no time has passed.
     */
    public double cpuPercentSince(TaskStats earlier) {
        long elapsed = sampledAtNanos - earlier.sampledAtNanos;
        return elapsed <= 0 ? 0 : 100.0 * Math.max(0, cpuNanos - earlier.cpuNanos) / elapsed;
    }

    /** Builds {@link TaskStats}. Confined to one thread. */
    public static final class Builder {
        private long sampledAtNanos;
        private long cpuNanos;
        private long throttledNanos;
        private long rssBytes;
        private long cacheBytes;
        private long swapBytes;
        private long maxBytes;
        private int processes;

        private Builder() {}

        /** Sets when the sample was taken. */
        public Builder sampledAtNanos(long value) {
            sampledAtNanos = value;
            return this;
        }

        /** Sets the time on cpu. */
        public Builder cpuNanos(long value) {
            cpuNanos = value;
            return this;
        }

        /** Sets the throttled time. */
        public Builder throttledNanos(long value) {
            throttledNanos = value;
            return this;
        }

        /** Sets the task's own memory. */
        public Builder rssBytes(long value) {
            rssBytes = value;
            return this;
        }

        /** Sets the file cache. */
        public Builder cacheBytes(long value) {
            cacheBytes = value;
            return this;
        }

        /** Sets the swapped memory. */
        public Builder swapBytes(long value) {
            swapBytes = value;
            return this;
        }

        /** Sets the peak of memory. */
        public Builder maxBytes(long value) {
            maxBytes = value;
            return this;
        }

        /** Sets the number of processes. */
        public Builder processes(int value) {
            processes = value;
            return this;
        }

        /** Returns the sample. */
        public TaskStats build() {
            return new TaskStats(
                    sampledAtNanos, cpuNanos, throttledNanos, rssBytes, cacheBytes, swapBytes, maxBytes, processes);
        }
    }
}

package dev.berth.driver;

import java.util.List;

/**
 * What a task was promised. Immutable. The canonical constructor grows; use {@link #builder()}.
 *
 * @param cpuUnits the task's share of cpu, in the cluster's cpu units (by default 1,000 are a core)
 * @param nodeCpuUnits all cpu units of the machine, so that {@code cpuUnits / nodeCpuUnits} is the task's part of it
 * @param cpuUnitsPerCore what one core has
 * @param memoryBytes what is reserved; the limit too unless {@code memoryMaxBytes} is above it
 * @param memoryMaxBytes up to which the task may use more when there is room; 0 when not set, -1 without limit
 * @param reservedCores numbers of the cores that are the task's alone, ascending; empty when it shares
 */
public record LaunchResources(
        long cpuUnits,
        long nodeCpuUnits,
        long cpuUnitsPerCore,
        long memoryBytes,
        long memoryMaxBytes,
        List<Integer> reservedCores) {
    public LaunchResources {
        Checks.argument(cpuUnits >= 0, "The cpu (%s units) must not be negative.", cpuUnits);
        Checks.argument(cpuUnitsPerCore >= 1, "The cpu units per core (%s) must be positive.", cpuUnitsPerCore);
        Checks.argument(memoryBytes >= 0, "The memory (%s bytes) must not be negative.", memoryBytes);
        Checks.argument(memoryMaxBytes >= -1, "The maximum of memory (%s bytes) must not be below -1.", memoryMaxBytes);
        reservedCores = reservedCores.stream().sorted().toList();
    }

    /** Returns a builder of nothing promised: no cpu, no memory limit, 1,000 units per core, no reserved cores. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the number of bytes at which the task is killed, or 0 when there is no limit. */
    public long memoryLimitBytes() {
        if (memoryMaxBytes == -1) {
            return 0;
        }
        return Math.max(memoryBytes, memoryMaxBytes);
    }

    /** Builds {@link LaunchResources}. Confined to one thread. */
    public static final class Builder {
        private long cpuUnits;
        private long nodeCpuUnits;
        private long cpuUnitsPerCore = 1_000;
        private long memoryBytes;
        private long memoryMaxBytes;
        private List<Integer> reservedCores = List.of();

        private Builder() {}

        /** Sets the task's share. */
        public Builder cpuUnits(long value) {
            cpuUnits = value;
            return this;
        }

        /** Sets the machine's whole cpu. */
        public Builder nodeCpuUnits(long value) {
            nodeCpuUnits = value;
            return this;
        }

        /** Sets what a core has, positive. */
        public Builder cpuUnitsPerCore(long value) {
            cpuUnitsPerCore = value;
            return this;
        }

        /** Sets the reserved memory. */
        public Builder memoryBytes(long value) {
            memoryBytes = value;
            return this;
        }

        /** Sets the upper limit of memory; -1 for none. */
        public Builder memoryMaxBytes(long value) {
            memoryMaxBytes = value;
            return this;
        }

        /** Sets the cores that are the task's alone. */
        public Builder reservedCores(List<Integer> value) {
            reservedCores = value;
            return this;
        }

        /** Returns the resources. */
        public LaunchResources build() {
            return new LaunchResources(
                    cpuUnits, nodeCpuUnits, cpuUnitsPerCore, memoryBytes, memoryMaxBytes, reservedCores);
        }
    }
}

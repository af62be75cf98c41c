package dev.berth.model;

/**
 * What a control plane allows of a single job.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param maxTotalCount the instances of all groups together; default 50,000
 * @param maxPriority the highest priority, 1 to 32,766; default 100
 * @param maxPayloadBytes the size of a dispatch payload in bytes; default 16 KiB
 */
public record JobLimits(long maxTotalCount, int maxPriority, int maxPayloadBytes) {

    private static final JobLimits DEFAULTS = builder().build();

    /** Returns the limits that apply where a host sets none. */
    public static JobLimits defaults() {
        return DEFAULTS;
    }

    /** Starts a set of limits; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .maxTotalCount(maxTotalCount)
                .maxPriority(maxPriority)
                .maxPayloadBytes(maxPayloadBytes);
    }

    /** Builds a {@link JobLimits}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private long maxTotalCount = 50_000;
        private int maxPriority = 100;
        private int maxPayloadBytes = 16 << 10;

        private Builder() {}

        /** Sets {@link JobLimits#maxTotalCount()}. */
        public Builder maxTotalCount(long maxTotalCount) {
            this.maxTotalCount = maxTotalCount;
            return this;
        }

        /** Sets {@link JobLimits#maxPriority()}. */
        public Builder maxPriority(int maxPriority) {
            this.maxPriority = maxPriority;
            return this;
        }

        /** Sets {@link JobLimits#maxPayloadBytes()}. */
        public Builder maxPayloadBytes(int maxPayloadBytes) {
            this.maxPayloadBytes = maxPayloadBytes;
            return this;
        }

        /**
         * Returns the set of limits.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public JobLimits build() {
            return new JobLimits(maxTotalCount, maxPriority, maxPayloadBytes);
        }
    }
}

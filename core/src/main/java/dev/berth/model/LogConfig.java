package dev.berth.model;

/**
 * How much of a task's output is kept: per stream a ring of files.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param maxFiles how many files are kept per stream, 1 or more; default 10
 * @param maxFileSizeBytes when the next file begins, in bytes, 1 MiB or more; all files together must fit the
 *     group's disk. Default 10 MiB
 * @param disabled whether output is not collected at all; default false
 */
public record LogConfig(int maxFiles, long maxFileSizeBytes, boolean disabled) {

    /** Starts a log config; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .maxFiles(maxFiles)
                .maxFileSizeBytes(maxFileSizeBytes)
                .disabled(disabled);
    }

    /** Builds a {@link LogConfig}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private int maxFiles = 10;
        private long maxFileSizeBytes = 10L << 20;
        private boolean disabled = false;

        private Builder() {}

        /** Sets {@link LogConfig#maxFiles()}. */
        public Builder maxFiles(int maxFiles) {
            this.maxFiles = maxFiles;
            return this;
        }

        /** Sets {@link LogConfig#maxFileSizeBytes()}. */
        public Builder maxFileSizeBytes(long maxFileSizeBytes) {
            this.maxFileSizeBytes = maxFileSizeBytes;
            return this;
        }

        /** Sets {@link LogConfig#disabled()}. */
        public Builder disabled(boolean disabled) {
            this.disabled = disabled;
            return this;
        }

        /**
         * Returns the log config.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public LogConfig build() {
            return new LogConfig(maxFiles, maxFileSizeBytes, disabled);
        }
    }
}

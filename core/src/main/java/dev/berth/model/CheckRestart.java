package dev.berth.model;

import java.time.Duration;

/**
 * When a failing check restarts its task.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param limit after how many failures in a row; 0 means never. Default 0
 * @param grace how long after a (re)start failures do not count; default 1 s
 * @param ignoreWarnings whether warnings do not count as failures; default false
 */
public record CheckRestart(int limit, Duration grace, boolean ignoreWarnings) {

    public CheckRestart {
        Copies.present(grace, "grace");
    }

    /** Starts a check restart; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder().limit(limit).grace(grace).ignoreWarnings(ignoreWarnings);
    }

    /** Builds a {@link CheckRestart}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private int limit = 0;
        private Duration grace = Duration.ofSeconds(1);
        private boolean ignoreWarnings = false;

        private Builder() {}

        /** Sets {@link CheckRestart#limit()}. */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /** Sets {@link CheckRestart#grace()}. */
        public Builder grace(Duration grace) {
            this.grace = grace;
            return this;
        }

        /** Sets {@link CheckRestart#ignoreWarnings()}. */
        public Builder ignoreWarnings(boolean ignoreWarnings) {
            this.ignoreWarnings = ignoreWarnings;
            return this;
        }

        /**
         * Returns the check restart.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public CheckRestart build() {
            return new CheckRestart(limit, grace, ignoreWarnings);
        }
    }
}

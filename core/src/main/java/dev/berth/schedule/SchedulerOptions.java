package dev.berth.schedule;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a scheduler is made. Immutable. The canonical constructor may grow; use {@link #builder()}.
 *
 * @param strategy how nodes are chosen, or null to follow the profile in the cluster's scheduler configuration
 * @param assertionLevel how much it checks itself
 */
public record SchedulerOptions(@Nullable Strategy strategy, AssertionLevel assertionLevel) {
    /** Checks for null. */
    public SchedulerOptions {
        Objects.requireNonNull(assertionLevel, "assertionLevel");
    }

    /** Returns the defaults: the configured profile, no assertions. */
    public static SchedulerOptions defaults() {
        return new SchedulerOptions(null, AssertionLevel.OFF);
    }

    /** Returns a builder that starts with the {@linkplain #defaults() defaults}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds options. Not thread-safe. */
    public static final class Builder {
        private @Nullable Strategy strategy;
        private AssertionLevel assertionLevel = AssertionLevel.OFF;

        private Builder() {}

        /** Sets how nodes are chosen, whatever the cluster's configuration says; null follows the configuration. */
        public Builder strategy(@Nullable Strategy strategy) {
            this.strategy = strategy;
            return this;
        }

        /** Sets how much the scheduler checks itself. */
        public Builder assertionLevel(AssertionLevel assertionLevel) {
            this.assertionLevel = assertionLevel;
            return this;
        }

        /** Returns the options. */
        public SchedulerOptions build() {
            return new SchedulerOptions(strategy, assertionLevel);
        }
    }
}

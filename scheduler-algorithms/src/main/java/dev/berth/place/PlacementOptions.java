package dev.berth.place;

import dev.berth.schedule.AssertionLevel;
import dev.berth.schedule.Strategy;
import dev.berth.strategy.Strategies;
import java.util.Objects;

/**
 * How a session places. Immutable. The canonical constructor may grow; use {@link #builder()}.
 *
 * @param strategy how nodes are chosen
 * @param seed decides what is chosen freely: dynamic ports, and the ties of a seeded strategy
 * @param assertionLevel how much the session checks itself
 */
public record PlacementOptions(Strategy strategy, long seed, AssertionLevel assertionLevel) {
    /** Checks for null. */
    public PlacementOptions {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(assertionLevel, "assertionLevel");
    }

    /** Returns the defaults: the default profile, seed 0, no assertions. */
    public static PlacementOptions defaults() {
        return builder().build();
    }

    /** Returns a builder that starts with the {@linkplain #defaults() defaults}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds options. Not thread-safe. */
    public static final class Builder {
        private Strategy strategy = Strategies.standard();
        private long seed;
        private AssertionLevel assertionLevel = AssertionLevel.OFF;

        private Builder() {}

        /** Sets how nodes are chosen. */
        public Builder strategy(Strategy strategy) {
            this.strategy = strategy;
            return this;
        }

        /** Sets the seed. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Sets how much the session checks itself. */
        public Builder assertionLevel(AssertionLevel assertionLevel) {
            this.assertionLevel = assertionLevel;
            return this;
        }

        /** Returns the options. */
        public PlacementOptions build() {
            return new PlacementOptions(strategy, seed, assertionLevel);
        }
    }
}

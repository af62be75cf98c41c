package dev.berth.model;

/**
 * What a placement was decided on, so that it can be explained later by deciding again. Immutable; one instance
 * is shared by all placements of a plan.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param stateIndex log position of the state
 * @param overlay number of the proposed plans that were laid over it, 0 = none
 * @param seed the seed that broke ties
 * @param strategy name of the strategy
 * @param strategyVersion version of the strategy
 */
public record Decision(long stateIndex, long overlay, long seed, String strategy, int strategyVersion) {

    public Decision {
        Copies.notNegative(stateIndex, "stateIndex");
        Copies.notNegative(overlay, "overlay");
        Copies.notNegative(strategyVersion, "strategyVersion");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .stateIndex(stateIndex)
                .overlay(overlay)
                .seed(seed)
                .strategy(strategy)
                .strategyVersion(strategyVersion);
    }

    /** Collects the components of {@link Decision}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private long stateIndex;
        private long overlay;
        private long seed;
        private String strategy = "";
        private int strategyVersion;

        private Builder() {}

        public Builder stateIndex(long stateIndex) {
            this.stateIndex = stateIndex;
            return this;
        }

        public Builder overlay(long overlay) {
            this.overlay = overlay;
            return this;
        }

        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        public Builder strategy(String strategy) {
            this.strategy = strategy;
            return this;
        }

        public Builder strategyVersion(int strategyVersion) {
            this.strategyVersion = strategyVersion;
            return this;
        }

        /** Returns the decision. */
        public Decision build() {
            return new Decision(stateIndex, overlay, seed, strategy, strategyVersion);
        }
    }
}

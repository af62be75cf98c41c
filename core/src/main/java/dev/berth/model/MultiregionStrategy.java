package dev.berth.model;

/**
 * How a job is rolled out over regions.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param maxParallel how many regions deploy at a time; 0 means all. Default 0
 * @param onFailure fail_all, fail_local or empty (fail the ones that are not done); default empty
 */
public record MultiregionStrategy(int maxParallel, String onFailure) {

    public MultiregionStrategy {
        Copies.present(onFailure, "onFailure");
    }

    /** Starts a multiregion strategy; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder().maxParallel(maxParallel).onFailure(onFailure);
    }

    /** Builds a {@link MultiregionStrategy}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private int maxParallel = 0;
        private String onFailure = "";

        private Builder() {}

        /** Sets {@link MultiregionStrategy#maxParallel()}. */
        public Builder maxParallel(int maxParallel) {
            this.maxParallel = maxParallel;
            return this;
        }

        /** Sets {@link MultiregionStrategy#onFailure()}. */
        public Builder onFailure(String onFailure) {
            this.onFailure = onFailure;
            return this;
        }

        /**
         * Returns the multiregion strategy.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public MultiregionStrategy build() {
            return new MultiregionStrategy(maxParallel, onFailure);
        }
    }
}

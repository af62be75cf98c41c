package dev.berth.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The regions a job is meant for. One control plane is one region: kept and handed to the host, not acted upon.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param strategy how it is rolled out; default null
 * @param regions the regions in order; default none
 * @param extras what this version does not know but keeps; default none
 */
public record Multiregion(@Nullable MultiregionStrategy strategy, List<MultiregionRegion> regions, Extras extras) {

    public Multiregion {
        regions = Copies.list(regions, "regions");
        Copies.present(extras, "extras");
    }

    /** Starts a multiregion; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder().strategy(strategy).regions(regions).extras(extras);
    }

    /** Builds a {@link Multiregion}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private @Nullable MultiregionStrategy strategy;
        private List<MultiregionRegion> regions = List.of();
        private Extras extras = Extras.none();

        private Builder() {}

        /** Sets {@link Multiregion#strategy()}. */
        public Builder strategy(@Nullable MultiregionStrategy strategy) {
            this.strategy = strategy;
            return this;
        }

        /** Sets {@link Multiregion#regions()}. */
        public Builder regions(List<MultiregionRegion> regions) {
            this.regions = regions;
            return this;
        }

        /** As {@link #regions(List)}, for a few. */
        public Builder regions(MultiregionRegion... regions) {
            return regions(List.of(regions));
        }

        /** Sets {@link Multiregion#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the multiregion.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public Multiregion build() {
            return new Multiregion(strategy, regions, extras);
        }
    }
}

package dev.berth.model;

import java.util.List;

/**
 * Spreads the instances of a group over the values of an attribute, evenly or by targets.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param attribute the attribute, such as ${node.datacenter}
 * @param weight how much it counts against other spreads and terms, 1 to 100; default 50
 * @param targets the share wanted per value; default none: evenly over all values
 */
public record Spread(String attribute, int weight, List<SpreadTarget> targets) {

    public Spread {
        Copies.present(attribute, "attribute");
        targets = Copies.list(targets, "targets");
    }

    /** Starts a spread of the given attribute; every other component begins at the default that its description names. */
    public static Builder builder(String attribute) {
        return new Builder(attribute);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(attribute).weight(weight).targets(targets);
    }

    /** Builds a {@link Spread}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String attribute;
        private int weight = 50;
        private List<SpreadTarget> targets = List.of();

        private Builder(String attribute) {
            this.attribute = attribute;
        }

        /** Sets {@link Spread#attribute()}. */
        public Builder attribute(String attribute) {
            this.attribute = attribute;
            return this;
        }

        /** Sets {@link Spread#weight()}. */
        public Builder weight(int weight) {
            this.weight = weight;
            return this;
        }

        /** Sets {@link Spread#targets()}. */
        public Builder targets(List<SpreadTarget> targets) {
            this.targets = targets;
            return this;
        }

        /** As {@link #targets(List)}, for a few. */
        public Builder targets(SpreadTarget... targets) {
            return targets(List.of(targets));
        }

        /**
         * Returns the spread.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public Spread build() {
            return new Spread(attribute, weight, targets);
        }
    }
}

package dev.berth.model;

import java.util.List;

/**
 * How many devices of a kind a task wants.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param name the kind: type, vendor/type or vendor/type/model
 * @param count how many, 1 or more; default 1
 * @param constraints what a node must satisfy, in definition order; default none
 * @param affinities what a node should satisfy, in definition order; default none
 * @param extras what this version does not know but keeps; default none
 */
public record DeviceRequest(
        String name, long count, List<Constraint> constraints, List<Affinity> affinities, Extras extras) {

    public DeviceRequest {
        Copies.present(name, "name");
        constraints = Copies.list(constraints, "constraints");
        affinities = Copies.list(affinities, "affinities");
        Copies.present(extras, "extras");
    }

    /** Starts a device request of the given name; every other component begins at the default that its description names. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(name)
                .count(count)
                .constraints(constraints)
                .affinities(affinities)
                .extras(extras);
    }

    /** Builds a {@link DeviceRequest}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String name;
        private long count = 1;
        private List<Constraint> constraints = List.of();
        private List<Affinity> affinities = List.of();
        private Extras extras = Extras.none();

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link DeviceRequest#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link DeviceRequest#count()}. */
        public Builder count(long count) {
            this.count = count;
            return this;
        }

        /** Sets {@link DeviceRequest#constraints()}. */
        public Builder constraints(List<Constraint> constraints) {
            this.constraints = constraints;
            return this;
        }

        /** As {@link #constraints(List)}, for a few. */
        public Builder constraints(Constraint... constraints) {
            return constraints(List.of(constraints));
        }

        /** Sets {@link DeviceRequest#affinities()}. */
        public Builder affinities(List<Affinity> affinities) {
            this.affinities = affinities;
            return this;
        }

        /** As {@link #affinities(List)}, for a few. */
        public Builder affinities(Affinity... affinities) {
            return affinities(List.of(affinities));
        }

        /** Sets {@link DeviceRequest#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the device request.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public DeviceRequest build() {
            return new DeviceRequest(name, count, constraints, affinities, extras);
        }
    }
}

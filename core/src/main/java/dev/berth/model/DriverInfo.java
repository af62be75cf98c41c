package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a node knows about one of its task drivers. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param detected whether the node has what the driver needs
 * @param healthy whether the driver works now
 * @param healthDescription the health in words, may be empty
 * @param attributes what the driver found, such as {@code driver.docker.version}
 * @param updateTimeNanos nanoseconds since the epoch of the last change, 0 when unknown
 * @param extras what this version does not know but keeps
 */
public record DriverInfo(
        boolean detected,
        boolean healthy,
        String healthDescription,
        SortedMap<String, String> attributes,
        long updateTimeNanos,
        Extras extras) {

    public DriverInfo {
        attributes = ImmutableSortedMap.copyOf(attributes);
        Copies.notNegative(updateTimeNanos, "updateTimeNanos");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .detected(detected)
                .healthy(healthy)
                .healthDescription(healthDescription)
                .attributes(attributes)
                .updateTimeNanos(updateTimeNanos)
                .extras(extras);
    }

    /** Returns the information of a driver that is there and works. */
    public static DriverInfo working() {
        return builder()
                .detected(true)
                .healthy(true)
                .healthDescription("Healthy")
                .build();
    }

    /** Collects the components of {@link DriverInfo}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private boolean detected;
        private boolean healthy;
        private String healthDescription = "";
        private SortedMap<String, String> attributes = ImmutableSortedMap.of();
        private long updateTimeNanos;
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder detected(boolean detected) {
            this.detected = detected;
            return this;
        }

        public Builder healthy(boolean healthy) {
            this.healthy = healthy;
            return this;
        }

        public Builder healthDescription(String healthDescription) {
            this.healthDescription = healthDescription;
            return this;
        }

        public Builder attributes(Map<String, String> attributes) {
            this.attributes = ImmutableSortedMap.copyOf(attributes);
            return this;
        }

        public Builder updateTimeNanos(long updateTimeNanos) {
            this.updateTimeNanos = updateTimeNanos;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the driver info. */
        public DriverInfo build() {
            return new DriverInfo(detected, healthy, healthDescription, attributes, updateTimeNanos, extras);
        }
    }
}

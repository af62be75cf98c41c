package dev.berth.model;

import org.jspecify.annotations.Nullable;

/**
 * What an allocation means for its deployment. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param healthy null while it is not known
 * @param timestampNanos when that became known, nanoseconds since the epoch; 0 before
 * @param canary whether it is a canary
 * @param modifyIndex log position of the last change
 */
public record DeploymentHealth(@Nullable Boolean healthy, long timestampNanos, boolean canary, long modifyIndex) {

    public DeploymentHealth {
        Copies.notNegative(timestampNanos, "timestampNanos");
        Copies.notNegative(modifyIndex, "modifyIndex");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .healthy(healthy)
                .timestampNanos(timestampNanos)
                .canary(canary)
                .modifyIndex(modifyIndex);
    }

    /** Returns whether it is known to be healthy. */
    public boolean isHealthy() {
        return healthy != null && healthy;
    }

    /** Returns whether it is known to be unhealthy. */
    public boolean isUnhealthy() {
        return healthy != null && !healthy;
    }

    /** Collects the components of {@link DeploymentHealth}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private @Nullable Boolean healthy;
        private long timestampNanos;
        private boolean canary;
        private long modifyIndex;

        private Builder() {}

        public Builder healthy(@Nullable Boolean healthy) {
            this.healthy = healthy;
            return this;
        }

        public Builder timestampNanos(long timestampNanos) {
            this.timestampNanos = timestampNanos;
            return this;
        }

        public Builder canary(boolean canary) {
            this.canary = canary;
            return this;
        }

        public Builder modifyIndex(long modifyIndex) {
            this.modifyIndex = modifyIndex;
            return this;
        }

        /** Returns the deployment health. */
        public DeploymentHealth build() {
            return new DeploymentHealth(healthy, timestampNanos, canary, modifyIndex);
        }
    }
}

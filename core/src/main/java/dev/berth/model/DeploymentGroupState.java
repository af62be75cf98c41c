package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;

/**
 * How far a deployment is with one task group. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param autoRevert whether a failure brings the last stable version back
 * @param autoPromote whether healthy canaries are promoted without asking
 * @param progressDeadline time within which the next allocation must become healthy; zero = none
 * @param requireProgressByNanos that moment, nanoseconds since the epoch; 0 = none
 * @param promoted whether the canaries were promoted
 * @param placedCanaries canaries so far
 * @param desiredCanaries canaries wanted
 * @param desiredTotal instances wanted
 * @param placedAllocations instances placed
 * @param healthyAllocations instances known to be healthy
 * @param unhealthyAllocations instances known to be unhealthy
 * @param extras what this version does not know but keeps
 */
public record DeploymentGroupState(
        boolean autoRevert,
        boolean autoPromote,
        Duration progressDeadline,
        long requireProgressByNanos,
        boolean promoted,
        List<AllocationId> placedCanaries,
        int desiredCanaries,
        int desiredTotal,
        int placedAllocations,
        int healthyAllocations,
        int unhealthyAllocations,
        Extras extras) {

    public DeploymentGroupState {
        Copies.notNegative(requireProgressByNanos, "requireProgressByNanos");
        placedCanaries = ImmutableList.copyOf(placedCanaries);
        Copies.notNegative(desiredCanaries, "desiredCanaries");
        Copies.notNegative(desiredTotal, "desiredTotal");
        Copies.notNegative(placedAllocations, "placedAllocations");
        Copies.notNegative(healthyAllocations, "healthyAllocations");
        Copies.notNegative(unhealthyAllocations, "unhealthyAllocations");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .autoRevert(autoRevert)
                .autoPromote(autoPromote)
                .progressDeadline(progressDeadline)
                .requireProgressByNanos(requireProgressByNanos)
                .promoted(promoted)
                .placedCanaries(placedCanaries)
                .desiredCanaries(desiredCanaries)
                .desiredTotal(desiredTotal)
                .placedAllocations(placedAllocations)
                .healthyAllocations(healthyAllocations)
                .unhealthyAllocations(unhealthyAllocations)
                .extras(extras);
    }

    /** Collects the components of {@link DeploymentGroupState}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private boolean autoRevert;
        private boolean autoPromote;
        private Duration progressDeadline = Duration.ZERO;
        private long requireProgressByNanos;
        private boolean promoted;
        private List<AllocationId> placedCanaries = ImmutableList.of();
        private int desiredCanaries;
        private int desiredTotal;
        private int placedAllocations;
        private int healthyAllocations;
        private int unhealthyAllocations;
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder autoRevert(boolean autoRevert) {
            this.autoRevert = autoRevert;
            return this;
        }

        public Builder autoPromote(boolean autoPromote) {
            this.autoPromote = autoPromote;
            return this;
        }

        public Builder progressDeadline(Duration progressDeadline) {
            this.progressDeadline = progressDeadline;
            return this;
        }

        public Builder requireProgressByNanos(long requireProgressByNanos) {
            this.requireProgressByNanos = requireProgressByNanos;
            return this;
        }

        public Builder promoted(boolean promoted) {
            this.promoted = promoted;
            return this;
        }

        public Builder placedCanaries(List<AllocationId> placedCanaries) {
            this.placedCanaries = placedCanaries;
            return this;
        }

        public Builder desiredCanaries(int desiredCanaries) {
            this.desiredCanaries = desiredCanaries;
            return this;
        }

        public Builder desiredTotal(int desiredTotal) {
            this.desiredTotal = desiredTotal;
            return this;
        }

        public Builder placedAllocations(int placedAllocations) {
            this.placedAllocations = placedAllocations;
            return this;
        }

        public Builder healthyAllocations(int healthyAllocations) {
            this.healthyAllocations = healthyAllocations;
            return this;
        }

        public Builder unhealthyAllocations(int unhealthyAllocations) {
            this.unhealthyAllocations = unhealthyAllocations;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the deployment group state. */
        public DeploymentGroupState build() {
            return new DeploymentGroupState(
                    autoRevert,
                    autoPromote,
                    progressDeadline,
                    requireProgressByNanos,
                    promoted,
                    placedCanaries,
                    desiredCanaries,
                    desiredTotal,
                    placedAllocations,
                    healthyAllocations,
                    unhealthyAllocations,
                    extras);
        }
    }
}

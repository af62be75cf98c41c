package dev.berth.model;

/**
 * How the cluster schedules; part of the replicated state. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param algorithm what the packing term prefers
 * @param preemption who may evict others
 * @param memoryOversubscription whether tasks may use more memory than is set aside
 * @param rejectJobRegistration whether new jobs are refused
 * @param pauseEvaluationBroker whether evaluations are kept waiting
 * @param nodeLimitForFeasibilityChecks nodes the {@code nomad} profile looks at for a group with affinities or
 * spreads
 * @param profile which scoring formula is used
 * @param createIndex log position that created it, 0 before
 * @param modifyIndex log position that changed it last, 0 before
 * @param extras what this version does not know but keeps
 */
public record SchedulerConfiguration(
        SchedulerAlgorithm algorithm,
        PreemptionConfig preemption,
        boolean memoryOversubscription,
        boolean rejectJobRegistration,
        boolean pauseEvaluationBroker,
        int nodeLimitForFeasibilityChecks,
        SchedulerProfile profile,
        long createIndex,
        long modifyIndex,
        Extras extras) {

    public SchedulerConfiguration {
        Copies.notNegative(nodeLimitForFeasibilityChecks, "nodeLimitForFeasibilityChecks");
        Copies.notNegative(createIndex, "createIndex");
        Copies.notNegative(modifyIndex, "modifyIndex");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .algorithm(algorithm)
                .preemption(preemption)
                .memoryOversubscription(memoryOversubscription)
                .rejectJobRegistration(rejectJobRegistration)
                .pauseEvaluationBroker(pauseEvaluationBroker)
                .nodeLimitForFeasibilityChecks(nodeLimitForFeasibilityChecks)
                .profile(profile)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .extras(extras);
    }

    /** The default of {@link #nodeLimitForFeasibilityChecks()}. */
    public static final int DEFAULT_NODE_LIMIT = 100;

    private static final SchedulerConfiguration DEFAULTS = builder().build();

    /** Returns the configuration of a new cluster. */
    public static SchedulerConfiguration defaults() {
        return DEFAULTS;
    }

    /** Collects the components of {@link SchedulerConfiguration}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private SchedulerAlgorithm algorithm = SchedulerAlgorithm.BINPACK;
        private PreemptionConfig preemption = PreemptionConfig.DEFAULT;
        private boolean memoryOversubscription;
        private boolean rejectJobRegistration;
        private boolean pauseEvaluationBroker;
        private int nodeLimitForFeasibilityChecks = DEFAULT_NODE_LIMIT;
        private SchedulerProfile profile = SchedulerProfile.BERTH;
        private long createIndex;
        private long modifyIndex;
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder algorithm(SchedulerAlgorithm algorithm) {
            this.algorithm = algorithm;
            return this;
        }

        public Builder preemption(PreemptionConfig preemption) {
            this.preemption = preemption;
            return this;
        }

        public Builder memoryOversubscription(boolean memoryOversubscription) {
            this.memoryOversubscription = memoryOversubscription;
            return this;
        }

        public Builder rejectJobRegistration(boolean rejectJobRegistration) {
            this.rejectJobRegistration = rejectJobRegistration;
            return this;
        }

        public Builder pauseEvaluationBroker(boolean pauseEvaluationBroker) {
            this.pauseEvaluationBroker = pauseEvaluationBroker;
            return this;
        }

        public Builder nodeLimitForFeasibilityChecks(int nodeLimitForFeasibilityChecks) {
            this.nodeLimitForFeasibilityChecks = nodeLimitForFeasibilityChecks;
            return this;
        }

        public Builder profile(SchedulerProfile profile) {
            this.profile = profile;
            return this;
        }

        public Builder createIndex(long createIndex) {
            this.createIndex = createIndex;
            return this;
        }

        public Builder modifyIndex(long modifyIndex) {
            this.modifyIndex = modifyIndex;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the scheduler configuration. */
        public SchedulerConfiguration build() {
            return new SchedulerConfiguration(
                    algorithm,
                    preemption,
                    memoryOversubscription,
                    rejectJobRegistration,
                    pauseEvaluationBroker,
                    nodeLimitForFeasibilityChecks,
                    profile,
                    createIndex,
                    modifyIndex,
                    extras);
        }
    }
}

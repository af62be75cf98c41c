package dev.berth.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler wants to change, to be verified and committed. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param evaluationId on whose behalf
 * @param priority higher is committed first
 * @param allAtOnce whether it is committed whole or not at all
 * @param job the job, null for a plan that only stops
 * @param stops what is stopped, by node
 * @param placements what is placed or changed in place, by node
 * @param preemptions what is evicted, by node
 * @param deployment the deployment to create or replace
 * @param deploymentUpdates changes of other deployments
 * @param annotations what it does, when it was asked to say so
 * @param snapshotIndex log position of the state it was made on
 * @param decision what its placements were decided on; shared by them
 * @param extras what this version does not know but keeps
 */
public record Plan(
        EvaluationId evaluationId,
        int priority,
        boolean allAtOnce,
        @Nullable Job job,
        SortedMap<NodeId, List<AllocationStop>> stops,
        SortedMap<NodeId, List<Allocation>> placements,
        SortedMap<NodeId, List<Preemption>> preemptions,
        @Nullable Deployment deployment,
        List<DeploymentUpdate> deploymentUpdates,
        @Nullable PlanAnnotations annotations,
        long snapshotIndex,
        @Nullable Decision decision,
        Extras extras) {

    public Plan {
        Copies.present(evaluationId, "evaluationId");
        Copies.notNegative(priority, "priority");
        stops = Copies.mapOfLists(stops);
        placements = Copies.mapOfLists(placements);
        preemptions = Copies.mapOfLists(preemptions);
        deploymentUpdates = ImmutableList.copyOf(deploymentUpdates);
        Copies.notNegative(snapshotIndex, "snapshotIndex");
    }

    /** Returns a builder with these components and the defaults of the others. */
    public static Builder builder(EvaluationId evaluationId) {
        return new Builder(evaluationId);
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder(evaluationId)
                .priority(priority)
                .allAtOnce(allAtOnce)
                .job(job)
                .stops(stops)
                .placements(placements)
                .preemptions(preemptions)
                .deployment(deployment)
                .deploymentUpdates(deploymentUpdates)
                .annotations(annotations)
                .snapshotIndex(snapshotIndex)
                .decision(decision)
                .extras(extras);
    }

    /** Returns whether it changes nothing; evictions alone change nothing, for they come with a placement. */
    public boolean isNoOp() {
        return stops.isEmpty() && placements.isEmpty() && deployment == null && deploymentUpdates.isEmpty();
    }

    /** Returns how many allocations it places or changes in place. */
    public int placementCount() {
        return placements.values().stream().mapToInt(List::size).sum();
    }

    /** Collects the components of {@link Plan}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private EvaluationId evaluationId;
        private int priority = Evaluation.DEFAULT_PRIORITY;
        private boolean allAtOnce;
        private @Nullable Job job;
        private SortedMap<NodeId, List<AllocationStop>> stops = ImmutableSortedMap.of();
        private SortedMap<NodeId, List<Allocation>> placements = ImmutableSortedMap.of();
        private SortedMap<NodeId, List<Preemption>> preemptions = ImmutableSortedMap.of();
        private @Nullable Deployment deployment;
        private List<DeploymentUpdate> deploymentUpdates = ImmutableList.of();
        private @Nullable PlanAnnotations annotations;
        private long snapshotIndex;
        private @Nullable Decision decision;
        private Extras extras = Extras.none();

        private Builder(EvaluationId evaluationId) {
            this.evaluationId = evaluationId;
        }

        public Builder evaluationId(EvaluationId evaluationId) {
            this.evaluationId = evaluationId;
            return this;
        }

        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        public Builder allAtOnce(boolean allAtOnce) {
            this.allAtOnce = allAtOnce;
            return this;
        }

        public Builder job(@Nullable Job job) {
            this.job = job;
            return this;
        }

        public Builder stops(Map<NodeId, List<AllocationStop>> stops) {
            this.stops = Copies.mapOfLists(stops);
            return this;
        }

        public Builder placements(Map<NodeId, List<Allocation>> placements) {
            this.placements = Copies.mapOfLists(placements);
            return this;
        }

        public Builder preemptions(Map<NodeId, List<Preemption>> preemptions) {
            this.preemptions = Copies.mapOfLists(preemptions);
            return this;
        }

        public Builder deployment(@Nullable Deployment deployment) {
            this.deployment = deployment;
            return this;
        }

        public Builder deploymentUpdates(List<DeploymentUpdate> deploymentUpdates) {
            this.deploymentUpdates = deploymentUpdates;
            return this;
        }

        public Builder annotations(@Nullable PlanAnnotations annotations) {
            this.annotations = annotations;
            return this;
        }

        public Builder snapshotIndex(long snapshotIndex) {
            this.snapshotIndex = snapshotIndex;
            return this;
        }

        public Builder decision(@Nullable Decision decision) {
            this.decision = decision;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the plan. */
        public Plan build() {
            return new Plan(
                    evaluationId,
                    priority,
                    allAtOnce,
                    job,
                    stops,
                    placements,
                    preemptions,
                    deployment,
                    deploymentUpdates,
                    annotations,
                    snapshotIndex,
                    decision,
                    extras);
        }
    }
}

package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A request to bring a job to what it should be: made when something changed, worked off by a scheduler.
 * Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param id unique in the control plane
 * @param namespace of the job
 * @param priority higher is worked off first
 * @param type which scheduler works it off
 * @param trigger why it exists
 * @param job the job; null for internal upkeep
 * @param jobModifyIndex of the job when this was made
 * @param nodeId the node that changed, null otherwise
 * @param nodeModifyIndex of the node when this was made
 * @param deploymentId the deployment that moved on, null otherwise
 * @param status where it stands
 * @param statusDescription that in words, may be empty
 * @param delay how long to wait before working it off
 * @param waitUntilNanos not to be worked off before, nanoseconds since the epoch; 0 = at once
 * @param nextEvaluation the one that goes on
 * @param previousEvaluation the one this goes on from
 * @param blockedEvaluation the one that waits for room
 * @param failedGroups why instances could not be placed, by task group
 * @param annotations what the plan does, when it was asked to say so
 * @param classEligibility of a blocked one: whether nodes of a computed class can help; absent = not known
 * @param quotaLimitReached the quota that stood in the way, may be empty
 * @param escapedComputedClass of a blocked one: whether any node may help, whatever its class
 * @param annotatePlan whether the plan shall say what it does
 * @param queuedAllocations instances that wait for room, by task group
 * @param snapshotIndex log position of the state it was worked off on, 0 before
 * @param createIndex log position that created it, 0 before
 * @param modifyIndex log position that changed it last, 0 before
 * @param createTimeNanos nanoseconds since the epoch, 0 before it is stored
 * @param modifyTimeNanos nanoseconds since the epoch of the last change, 0 before it is stored
 * @param extras what this version does not know but keeps
 */
public record Evaluation(
        EvaluationId id,
        String namespace,
        int priority,
        JobType type,
        EvaluationTrigger trigger,
        @Nullable JobKey job,
        long jobModifyIndex,
        @Nullable NodeId nodeId,
        long nodeModifyIndex,
        @Nullable DeploymentId deploymentId,
        EvaluationStatus status,
        String statusDescription,
        Duration delay,
        long waitUntilNanos,
        @Nullable EvaluationId nextEvaluation,
        @Nullable EvaluationId previousEvaluation,
        @Nullable EvaluationId blockedEvaluation,
        SortedMap<String, PlacementTrace> failedGroups,
        @Nullable PlanAnnotations annotations,
        SortedMap<String, Boolean> classEligibility,
        String quotaLimitReached,
        boolean escapedComputedClass,
        boolean annotatePlan,
        SortedMap<String, Integer> queuedAllocations,
        long snapshotIndex,
        long createIndex,
        long modifyIndex,
        long createTimeNanos,
        long modifyTimeNanos,
        Extras extras) {

    public Evaluation {
        Copies.present(id, "id");
        Copies.notNegative(priority, "priority");
        Copies.present(type, "type");
        Copies.present(trigger, "trigger");
        Copies.notNegative(jobModifyIndex, "jobModifyIndex");
        Copies.notNegative(nodeModifyIndex, "nodeModifyIndex");
        Copies.notNegative(waitUntilNanos, "waitUntilNanos");
        failedGroups = ImmutableSortedMap.copyOf(failedGroups);
        classEligibility = ImmutableSortedMap.copyOf(classEligibility);
        queuedAllocations = ImmutableSortedMap.copyOf(queuedAllocations);
        Copies.notNegative(snapshotIndex, "snapshotIndex");
        Copies.notNegative(createIndex, "createIndex");
        Copies.notNegative(modifyIndex, "modifyIndex");
        Copies.notNegative(createTimeNanos, "createTimeNanos");
        Copies.notNegative(modifyTimeNanos, "modifyTimeNanos");
    }

    /** Returns a builder with these components and the defaults of the others. */
    public static Builder builder(EvaluationId id, JobType type, EvaluationTrigger trigger) {
        return new Builder(id, type, trigger);
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder(id, type, trigger)
                .namespace(namespace)
                .priority(priority)
                .job(job)
                .jobModifyIndex(jobModifyIndex)
                .nodeId(nodeId)
                .nodeModifyIndex(nodeModifyIndex)
                .deploymentId(deploymentId)
                .status(status)
                .statusDescription(statusDescription)
                .delay(delay)
                .waitUntilNanos(waitUntilNanos)
                .nextEvaluation(nextEvaluation)
                .previousEvaluation(previousEvaluation)
                .blockedEvaluation(blockedEvaluation)
                .failedGroups(failedGroups)
                .annotations(annotations)
                .classEligibility(classEligibility)
                .quotaLimitReached(quotaLimitReached)
                .escapedComputedClass(escapedComputedClass)
                .annotatePlan(annotatePlan)
                .queuedAllocations(queuedAllocations)
                .snapshotIndex(snapshotIndex)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .createTimeNanos(createTimeNanos)
                .modifyTimeNanos(modifyTimeNanos)
                .extras(extras);
    }

    /** The priority of jobs that name none. */
    public static final int DEFAULT_PRIORITY = 50;

    /** Returns a pending evaluation of a job; its other components are the defaults. */
    public static Builder builder(EvaluationId id, JobKey job, JobType type, EvaluationTrigger trigger) {
        return new Builder(id, type, trigger).job(job).namespace(job.namespace());
    }

    /** Returns whether it will not change any more. */
    public boolean terminal() {
        return status.terminal();
    }

    /** Collects the components of {@link Evaluation}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private EvaluationId id;
        private String namespace = JobKey.DEFAULT_NAMESPACE;
        private int priority = DEFAULT_PRIORITY;
        private JobType type;
        private EvaluationTrigger trigger;
        private @Nullable JobKey job;
        private long jobModifyIndex;
        private @Nullable NodeId nodeId;
        private long nodeModifyIndex;
        private @Nullable DeploymentId deploymentId;
        private EvaluationStatus status = EvaluationStatus.PENDING;
        private String statusDescription = "";
        private Duration delay = Duration.ZERO;
        private long waitUntilNanos;
        private @Nullable EvaluationId nextEvaluation;
        private @Nullable EvaluationId previousEvaluation;
        private @Nullable EvaluationId blockedEvaluation;
        private SortedMap<String, PlacementTrace> failedGroups = ImmutableSortedMap.of();
        private @Nullable PlanAnnotations annotations;
        private SortedMap<String, Boolean> classEligibility = ImmutableSortedMap.of();
        private String quotaLimitReached = "";
        private boolean escapedComputedClass;
        private boolean annotatePlan;
        private SortedMap<String, Integer> queuedAllocations = ImmutableSortedMap.of();
        private long snapshotIndex;
        private long createIndex;
        private long modifyIndex;
        private long createTimeNanos;
        private long modifyTimeNanos;
        private Extras extras = Extras.none();

        private Builder(EvaluationId id, JobType type, EvaluationTrigger trigger) {
            this.id = id;
            this.type = type;
            this.trigger = trigger;
        }

        public Builder id(EvaluationId id) {
            this.id = id;
            return this;
        }

        public Builder namespace(String namespace) {
            this.namespace = namespace;
            return this;
        }

        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        public Builder type(JobType type) {
            this.type = type;
            return this;
        }

        public Builder trigger(EvaluationTrigger trigger) {
            this.trigger = trigger;
            return this;
        }

        public Builder job(@Nullable JobKey job) {
            this.job = job;
            return this;
        }

        public Builder jobModifyIndex(long jobModifyIndex) {
            this.jobModifyIndex = jobModifyIndex;
            return this;
        }

        public Builder nodeId(@Nullable NodeId nodeId) {
            this.nodeId = nodeId;
            return this;
        }

        public Builder nodeModifyIndex(long nodeModifyIndex) {
            this.nodeModifyIndex = nodeModifyIndex;
            return this;
        }

        public Builder deploymentId(@Nullable DeploymentId deploymentId) {
            this.deploymentId = deploymentId;
            return this;
        }

        public Builder status(EvaluationStatus status) {
            this.status = status;
            return this;
        }

        public Builder statusDescription(String statusDescription) {
            this.statusDescription = statusDescription;
            return this;
        }

        public Builder delay(Duration delay) {
            this.delay = delay;
            return this;
        }

        public Builder waitUntilNanos(long waitUntilNanos) {
            this.waitUntilNanos = waitUntilNanos;
            return this;
        }

        public Builder nextEvaluation(@Nullable EvaluationId nextEvaluation) {
            this.nextEvaluation = nextEvaluation;
            return this;
        }

        public Builder previousEvaluation(@Nullable EvaluationId previousEvaluation) {
            this.previousEvaluation = previousEvaluation;
            return this;
        }

        public Builder blockedEvaluation(@Nullable EvaluationId blockedEvaluation) {
            this.blockedEvaluation = blockedEvaluation;
            return this;
        }

        public Builder failedGroups(Map<String, PlacementTrace> failedGroups) {
            this.failedGroups = ImmutableSortedMap.copyOf(failedGroups);
            return this;
        }

        public Builder annotations(@Nullable PlanAnnotations annotations) {
            this.annotations = annotations;
            return this;
        }

        public Builder classEligibility(Map<String, Boolean> classEligibility) {
            this.classEligibility = ImmutableSortedMap.copyOf(classEligibility);
            return this;
        }

        public Builder quotaLimitReached(String quotaLimitReached) {
            this.quotaLimitReached = quotaLimitReached;
            return this;
        }

        public Builder escapedComputedClass(boolean escapedComputedClass) {
            this.escapedComputedClass = escapedComputedClass;
            return this;
        }

        public Builder annotatePlan(boolean annotatePlan) {
            this.annotatePlan = annotatePlan;
            return this;
        }

        public Builder queuedAllocations(Map<String, Integer> queuedAllocations) {
            this.queuedAllocations = ImmutableSortedMap.copyOf(queuedAllocations);
            return this;
        }

        public Builder snapshotIndex(long snapshotIndex) {
            this.snapshotIndex = snapshotIndex;
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

        public Builder createTimeNanos(long createTimeNanos) {
            this.createTimeNanos = createTimeNanos;
            return this;
        }

        public Builder modifyTimeNanos(long modifyTimeNanos) {
            this.modifyTimeNanos = modifyTimeNanos;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the evaluation. */
        public Evaluation build() {
            return new Evaluation(
                    id,
                    namespace,
                    priority,
                    type,
                    trigger,
                    job,
                    jobModifyIndex,
                    nodeId,
                    nodeModifyIndex,
                    deploymentId,
                    status,
                    statusDescription,
                    delay,
                    waitUntilNanos,
                    nextEvaluation,
                    previousEvaluation,
                    blockedEvaluation,
                    failedGroups,
                    annotations,
                    classEligibility,
                    quotaLimitReached,
                    escapedComputedClass,
                    annotatePlan,
                    queuedAllocations,
                    snapshotIndex,
                    createIndex,
                    modifyIndex,
                    createTimeNanos,
                    modifyTimeNanos,
                    extras);
        }
    }
}

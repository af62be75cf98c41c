package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The roll-out of one version of a job. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param id unique in the control plane
 * @param job what is rolled out
 * @param jobVersion its version
 * @param jobModifyIndex of the job when this was made
 * @param jobSpecModifyIndex of the job's definition when this was made
 * @param jobCreateIndex of the job; tells apart jobs that reuse a name
 * @param multiregion whether other regions take part
 * @param groups progress by task group
 * @param status where it stands
 * @param statusDescription that in words, may be empty
 * @param evaluationPriority priority of the evaluations it makes
 * @param createIndex log position that created it, 0 before
 * @param modifyIndex log position that changed it last, 0 before
 * @param createTimeNanos nanoseconds since the epoch, 0 before it is stored
 * @param modifyTimeNanos nanoseconds since the epoch of the last change, 0 before it is stored
 * @param extras what this version does not know but keeps
 */
public record Deployment(
        DeploymentId id,
        JobKey job,
        long jobVersion,
        long jobModifyIndex,
        long jobSpecModifyIndex,
        long jobCreateIndex,
        boolean multiregion,
        SortedMap<String, DeploymentGroupState> groups,
        DeploymentStatus status,
        String statusDescription,
        int evaluationPriority,
        long createIndex,
        long modifyIndex,
        long createTimeNanos,
        long modifyTimeNanos,
        Extras extras) {

    public Deployment {
        Copies.present(id, "id");
        Copies.present(job, "job");
        Copies.notNegative(jobVersion, "jobVersion");
        Copies.notNegative(jobModifyIndex, "jobModifyIndex");
        Copies.notNegative(jobSpecModifyIndex, "jobSpecModifyIndex");
        Copies.notNegative(jobCreateIndex, "jobCreateIndex");
        groups = ImmutableSortedMap.copyOf(groups);
        Copies.notNegative(evaluationPriority, "evaluationPriority");
        Copies.notNegative(createIndex, "createIndex");
        Copies.notNegative(modifyIndex, "modifyIndex");
        Copies.notNegative(createTimeNanos, "createTimeNanos");
        Copies.notNegative(modifyTimeNanos, "modifyTimeNanos");
    }

    /** Returns a builder with these components and the defaults of the others. */
    public static Builder builder(DeploymentId id, JobKey job) {
        return new Builder(id, job);
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder(id, job)
                .jobVersion(jobVersion)
                .jobModifyIndex(jobModifyIndex)
                .jobSpecModifyIndex(jobSpecModifyIndex)
                .jobCreateIndex(jobCreateIndex)
                .multiregion(multiregion)
                .groups(groups)
                .status(status)
                .statusDescription(statusDescription)
                .evaluationPriority(evaluationPriority)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .createTimeNanos(createTimeNanos)
                .modifyTimeNanos(modifyTimeNanos)
                .extras(extras);
    }

    /** Returns whether it can still change. */
    public boolean active() {
        return status.active();
    }

    /** Returns whether a group waits for its canaries to be promoted. */
    public boolean requiresPromotion() {
        return groups.values().stream().anyMatch(group -> group.desiredCanaries() > 0 && !group.promoted());
    }

    /** Collects the components of {@link Deployment}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private DeploymentId id;
        private JobKey job;
        private long jobVersion;
        private long jobModifyIndex;
        private long jobSpecModifyIndex;
        private long jobCreateIndex;
        private boolean multiregion;
        private SortedMap<String, DeploymentGroupState> groups = ImmutableSortedMap.of();
        private DeploymentStatus status = DeploymentStatus.RUNNING;
        private String statusDescription = "";
        private int evaluationPriority = Evaluation.DEFAULT_PRIORITY;
        private long createIndex;
        private long modifyIndex;
        private long createTimeNanos;
        private long modifyTimeNanos;
        private Extras extras = Extras.none();

        private Builder(DeploymentId id, JobKey job) {
            this.id = id;
            this.job = job;
        }

        public Builder id(DeploymentId id) {
            this.id = id;
            return this;
        }

        public Builder job(JobKey job) {
            this.job = job;
            return this;
        }

        public Builder jobVersion(long jobVersion) {
            this.jobVersion = jobVersion;
            return this;
        }

        public Builder jobModifyIndex(long jobModifyIndex) {
            this.jobModifyIndex = jobModifyIndex;
            return this;
        }

        public Builder jobSpecModifyIndex(long jobSpecModifyIndex) {
            this.jobSpecModifyIndex = jobSpecModifyIndex;
            return this;
        }

        public Builder jobCreateIndex(long jobCreateIndex) {
            this.jobCreateIndex = jobCreateIndex;
            return this;
        }

        public Builder multiregion(boolean multiregion) {
            this.multiregion = multiregion;
            return this;
        }

        public Builder groups(Map<String, DeploymentGroupState> groups) {
            this.groups = ImmutableSortedMap.copyOf(groups);
            return this;
        }

        public Builder status(DeploymentStatus status) {
            this.status = status;
            return this;
        }

        public Builder statusDescription(String statusDescription) {
            this.statusDescription = statusDescription;
            return this;
        }

        public Builder evaluationPriority(int evaluationPriority) {
            this.evaluationPriority = evaluationPriority;
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

        /** Returns the deployment. */
        public Deployment build() {
            return new Deployment(
                    id,
                    job,
                    jobVersion,
                    jobModifyIndex,
                    jobSpecModifyIndex,
                    jobCreateIndex,
                    multiregion,
                    groups,
                    status,
                    statusDescription,
                    evaluationPriority,
                    createIndex,
                    modifyIndex,
                    createTimeNanos,
                    modifyTimeNanos,
                    extras);
        }
    }
}

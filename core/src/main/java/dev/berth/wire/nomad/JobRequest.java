package dev.berth.wire.nomad;

import dev.berth.model.Extras;
import dev.berth.model.Job;
import java.util.Objects;

/**
 * What is sent to register or plan a job: the job in an envelope.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param job the job
 * @param enforceIndex whether it is refused unless jobModifyIndex is that of the stored job; default false
 * @param jobModifyIndex the index to enforce, 0 for a job that must not exist yet; default 0
 * @param policyOverride whether soft policies are overridden; default false
 * @param preserveCounts whether groups keep the counts they have; default false
 * @param evaluationPriority the priority of the evaluation, 0 for that of the job; default 0
 * @param diff for a plan: whether the differences to the stored job are wanted; default false
 * @param extras what this version does not know but keeps; default none
 */
public record JobRequest(
        Job job,
        boolean enforceIndex,
        long jobModifyIndex,
        boolean policyOverride,
        boolean preserveCounts,
        int evaluationPriority,
        boolean diff,
        Extras extras) {

    public JobRequest {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(extras, "extras");
    }

    /** Starts a job request of the given job; every other component begins at the default that its description names. */
    public static Builder builder(Job job) {
        return new Builder(job);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(job)
                .enforceIndex(enforceIndex)
                .jobModifyIndex(jobModifyIndex)
                .policyOverride(policyOverride)
                .preserveCounts(preserveCounts)
                .evaluationPriority(evaluationPriority)
                .diff(diff)
                .extras(extras);
    }

    /** Builds a {@link JobRequest}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private Job job;
        private boolean enforceIndex = false;
        private long jobModifyIndex = 0;
        private boolean policyOverride = false;
        private boolean preserveCounts = false;
        private int evaluationPriority = 0;
        private boolean diff = false;
        private Extras extras = Extras.none();

        private Builder(Job job) {
            this.job = job;
        }

        /** Sets {@link JobRequest#job()}. */
        public Builder job(Job job) {
            this.job = job;
            return this;
        }

        /** Sets {@link JobRequest#enforceIndex()}. */
        public Builder enforceIndex(boolean enforceIndex) {
            this.enforceIndex = enforceIndex;
            return this;
        }

        /** Sets {@link JobRequest#jobModifyIndex()}. */
        public Builder jobModifyIndex(long jobModifyIndex) {
            this.jobModifyIndex = jobModifyIndex;
            return this;
        }

        /** Sets {@link JobRequest#policyOverride()}. */
        public Builder policyOverride(boolean policyOverride) {
            this.policyOverride = policyOverride;
            return this;
        }

        /** Sets {@link JobRequest#preserveCounts()}. */
        public Builder preserveCounts(boolean preserveCounts) {
            this.preserveCounts = preserveCounts;
            return this;
        }

        /** Sets {@link JobRequest#evaluationPriority()}. */
        public Builder evaluationPriority(int evaluationPriority) {
            this.evaluationPriority = evaluationPriority;
            return this;
        }

        /** Sets {@link JobRequest#diff()}. */
        public Builder diff(boolean diff) {
            this.diff = diff;
            return this;
        }

        /** Sets {@link JobRequest#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the job request.
         *
         * @throws NullPointerException if something that is needed is null
         */
        public JobRequest build() {
            return new JobRequest(
                    job,
                    enforceIndex,
                    jobModifyIndex,
                    policyOverride,
                    preserveCounts,
                    evaluationPriority,
                    diff,
                    extras);
        }
    }
}

package dev.berth.model;

import org.jspecify.annotations.Nullable;

/**
 * What the control plane counts and derives about a stored job; not part of what its author wrote.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param version 0 for the first, one more with each change of what the author wrote
 * @param status what has become of the job; default pending
 * @param statusDescription why; default empty
 * @param stable whether a deployment of this version succeeded; default false
 * @param submitTimeNanos when it was submitted, nanoseconds since the epoch; default 0
 * @param createIndex the log index at which the job was first registered; default 0
 * @param modifyIndex the log index of the last change of any kind; default 0
 * @param jobModifyIndex the log index of the last change by a user; default 0
 * @param tag the name of this version; default null
 */
public record JobRevision(
        long version,
        JobStatus status,
        String statusDescription,
        boolean stable,
        long submitTimeNanos,
        long createIndex,
        long modifyIndex,
        long jobModifyIndex,
        @Nullable VersionTag tag) {

    public JobRevision {
        Copies.present(status, "status");
        Copies.present(statusDescription, "statusDescription");
    }

    private static final JobRevision UNSUBMITTED = builder().build();

    /** Returns the revision of a job that no control plane has seen yet. */
    public static JobRevision unsubmitted() {
        return UNSUBMITTED;
    }

    /** Starts a job revision; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .version(version)
                .status(status)
                .statusDescription(statusDescription)
                .stable(stable)
                .submitTimeNanos(submitTimeNanos)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .jobModifyIndex(jobModifyIndex)
                .tag(tag);
    }

    /** Builds a {@link JobRevision}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private long version = 0;
        private JobStatus status = JobStatus.PENDING;
        private String statusDescription = "";
        private boolean stable = false;
        private long submitTimeNanos = 0;
        private long createIndex = 0;
        private long modifyIndex = 0;
        private long jobModifyIndex = 0;
        private @Nullable VersionTag tag;

        private Builder() {}

        /** Sets {@link JobRevision#version()}. */
        public Builder version(long version) {
            this.version = version;
            return this;
        }

        /** Sets {@link JobRevision#status()}. */
        public Builder status(JobStatus status) {
            this.status = status;
            return this;
        }

        /** Sets {@link JobRevision#statusDescription()}. */
        public Builder statusDescription(String statusDescription) {
            this.statusDescription = statusDescription;
            return this;
        }

        /** Sets {@link JobRevision#stable()}. */
        public Builder stable(boolean stable) {
            this.stable = stable;
            return this;
        }

        /** Sets {@link JobRevision#submitTimeNanos()}. */
        public Builder submitTimeNanos(long submitTimeNanos) {
            this.submitTimeNanos = submitTimeNanos;
            return this;
        }

        /** Sets {@link JobRevision#createIndex()}. */
        public Builder createIndex(long createIndex) {
            this.createIndex = createIndex;
            return this;
        }

        /** Sets {@link JobRevision#modifyIndex()}. */
        public Builder modifyIndex(long modifyIndex) {
            this.modifyIndex = modifyIndex;
            return this;
        }

        /** Sets {@link JobRevision#jobModifyIndex()}. */
        public Builder jobModifyIndex(long jobModifyIndex) {
            this.jobModifyIndex = jobModifyIndex;
            return this;
        }

        /** Sets {@link JobRevision#tag()}. */
        public Builder tag(@Nullable VersionTag tag) {
            this.tag = tag;
            return this;
        }

        /**
         * Returns the job revision.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public JobRevision build() {
            return new JobRevision(
                    version,
                    status,
                    statusDescription,
                    stable,
                    submitTimeNanos,
                    createIndex,
                    modifyIndex,
                    jobModifyIndex,
                    tag);
        }
    }
}

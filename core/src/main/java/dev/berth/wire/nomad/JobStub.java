package dev.berth.wire.nomad;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Extras;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobStatus;
import dev.berth.model.JobType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job as job lists show it.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param key namespace and id
 * @param name what people call it; default empty
 * @param parentId the periodic or parameterized job it came from; default empty
 * @param datacenters patterns of the datacenters it may run in; default none
 * @param nodePool the pool of nodes it may run on; default empty
 * @param type which scheduler takes care of it; default service
 * @param priority its priority; default 50
 * @param periodic whether it is launched by the calendar; default false
 * @param parameterized whether it is a template for dispatches; default false
 * @param stop whether it is deregistered; default false
 * @param status what has become of it; default pending
 * @param statusDescription why; default empty
 * @param counts how many of its allocations are in which state; default null
 * @param version its version; default 0
 * @param submitTimeNanos when it was submitted, nanoseconds since the epoch; default 0
 * @param createIndex the log index at which it was first registered; default 0
 * @param modifyIndex the log index of its last change; default 0
 * @param jobModifyIndex the log index of the last change by a user; default 0
 * @param extras what this version does not know but keeps; default none
 */
public record JobStub(
        JobKey key,
        String name,
        String parentId,
        List<String> datacenters,
        String nodePool,
        JobType type,
        int priority,
        boolean periodic,
        boolean parameterized,
        boolean stop,
        JobStatus status,
        String statusDescription,
        @Nullable JobCounts counts,
        long version,
        long submitTimeNanos,
        long createIndex,
        long modifyIndex,
        long jobModifyIndex,
        Extras extras) {

    public JobStub {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(parentId, "parentId");
        datacenters = ImmutableList.copyOf(datacenters);
        Objects.requireNonNull(nodePool, "nodePool");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(statusDescription, "statusDescription");
        Objects.requireNonNull(extras, "extras");
    }

    /** Returns the stub of a job. */
    public static JobStub of(Job job, @Nullable JobCounts counts) {
        return builder(job.key())
                .name(job.name())
                .parentId(job.parentId())
                .datacenters(job.datacenters())
                .nodePool(job.nodePool())
                .type(job.type())
                .priority(job.priority())
                .periodic(job.periodic() != null)
                .parameterized(job.parameterized() != null)
                .stop(job.stop())
                .status(job.revision().status())
                .statusDescription(job.revision().statusDescription())
                .counts(counts)
                .version(job.revision().version())
                .submitTimeNanos(job.revision().submitTimeNanos())
                .createIndex(job.revision().createIndex())
                .modifyIndex(job.revision().modifyIndex())
                .jobModifyIndex(job.revision().jobModifyIndex())
                .build();
    }

    /** Starts a job stub of the given key; every other component begins at the default that its description names. */
    public static Builder builder(JobKey key) {
        return new Builder(key);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(key)
                .name(name)
                .parentId(parentId)
                .datacenters(datacenters)
                .nodePool(nodePool)
                .type(type)
                .priority(priority)
                .periodic(periodic)
                .parameterized(parameterized)
                .stop(stop)
                .status(status)
                .statusDescription(statusDescription)
                .counts(counts)
                .version(version)
                .submitTimeNanos(submitTimeNanos)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .jobModifyIndex(jobModifyIndex)
                .extras(extras);
    }

    /** Builds a {@link JobStub}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private JobKey key;
        private String name = "";
        private String parentId = "";
        private List<String> datacenters = List.of();
        private String nodePool = "";
        private JobType type = JobType.SERVICE;
        private int priority = 50;
        private boolean periodic = false;
        private boolean parameterized = false;
        private boolean stop = false;
        private JobStatus status = JobStatus.PENDING;
        private String statusDescription = "";
        private @Nullable JobCounts counts;
        private long version = 0;
        private long submitTimeNanos = 0;
        private long createIndex = 0;
        private long modifyIndex = 0;
        private long jobModifyIndex = 0;
        private Extras extras = Extras.none();

        private Builder(JobKey key) {
            this.key = key;
        }

        /** Sets {@link JobStub#key()}. */
        public Builder key(JobKey key) {
            this.key = key;
            return this;
        }

        /** Sets {@link JobStub#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link JobStub#parentId()}. */
        public Builder parentId(String parentId) {
            this.parentId = parentId;
            return this;
        }

        /** Sets {@link JobStub#datacenters()}. */
        public Builder datacenters(List<String> datacenters) {
            this.datacenters = datacenters;
            return this;
        }

        /** As {@link #datacenters(List)}, for a few. */
        public Builder datacenters(String... datacenters) {
            return datacenters(List.of(datacenters));
        }

        /** Sets {@link JobStub#nodePool()}. */
        public Builder nodePool(String nodePool) {
            this.nodePool = nodePool;
            return this;
        }

        /** Sets {@link JobStub#type()}. */
        public Builder type(JobType type) {
            this.type = type;
            return this;
        }

        /** Sets {@link JobStub#priority()}. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /** Sets {@link JobStub#periodic()}. */
        public Builder periodic(boolean periodic) {
            this.periodic = periodic;
            return this;
        }

        /** Sets {@link JobStub#parameterized()}. */
        public Builder parameterized(boolean parameterized) {
            this.parameterized = parameterized;
            return this;
        }

        /** Sets {@link JobStub#stop()}. */
        public Builder stop(boolean stop) {
            this.stop = stop;
            return this;
        }

        /** Sets {@link JobStub#status()}. */
        public Builder status(JobStatus status) {
            this.status = status;
            return this;
        }

        /** Sets {@link JobStub#statusDescription()}. */
        public Builder statusDescription(String statusDescription) {
            this.statusDescription = statusDescription;
            return this;
        }

        /** Sets {@link JobStub#counts()}. */
        public Builder counts(@Nullable JobCounts counts) {
            this.counts = counts;
            return this;
        }

        /** Sets {@link JobStub#version()}. */
        public Builder version(long version) {
            this.version = version;
            return this;
        }

        /** Sets {@link JobStub#submitTimeNanos()}. */
        public Builder submitTimeNanos(long submitTimeNanos) {
            this.submitTimeNanos = submitTimeNanos;
            return this;
        }

        /** Sets {@link JobStub#createIndex()}. */
        public Builder createIndex(long createIndex) {
            this.createIndex = createIndex;
            return this;
        }

        /** Sets {@link JobStub#modifyIndex()}. */
        public Builder modifyIndex(long modifyIndex) {
            this.modifyIndex = modifyIndex;
            return this;
        }

        /** Sets {@link JobStub#jobModifyIndex()}. */
        public Builder jobModifyIndex(long jobModifyIndex) {
            this.jobModifyIndex = jobModifyIndex;
            return this;
        }

        /** Sets {@link JobStub#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the job stub.
         *
         * @throws NullPointerException if something that is needed is null
         */
        public JobStub build() {
            return new JobStub(
                    key,
                    name,
                    parentId,
                    datacenters,
                    nodePool,
                    type,
                    priority,
                    periodic,
                    parameterized,
                    stop,
                    status,
                    statusDescription,
                    counts,
                    version,
                    submitTimeNanos,
                    createIndex,
                    modifyIndex,
                    jobModifyIndex,
                    extras);
        }
    }
}

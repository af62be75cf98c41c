package dev.berth.wire.nomad;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Extras;
import dev.berth.model.JobKey;
import java.util.Objects;
import java.util.SortedMap;

/**
 * How many allocations of a job are in which state, as job lists and summaries show it.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param job the job
 * @param groups the counts by group; default none
 * @param children for periodic and parameterized jobs: their launches; default none
 * @param createIndex the log index at which it was created; default 0
 * @param modifyIndex the log index of its last change; default 0
 * @param extras what this version does not know but keeps; default none
 */
public record JobCounts(
        JobKey job,
        SortedMap<String, GroupCounts> groups,
        ChildCounts children,
        long createIndex,
        long modifyIndex,
        Extras extras) {

    public JobCounts {
        Objects.requireNonNull(job, "job");
        groups = ImmutableSortedMap.copyOf(groups);
        Objects.requireNonNull(children, "children");
        Objects.requireNonNull(extras, "extras");
    }

    /**
     * The allocations of one group.
     *
     * @param queued could not be placed
     * @param starting placed, no task has started
     * @param running with a running task
     * @param failed finished with a failed task
     * @param complete finished well
     * @param lost gone with its node
     * @param unknown on a node that nobody hears of
     */
    public record GroupCounts(int queued, int starting, int running, int failed, int complete, int lost, int unknown) {}

    /**
     * The launches of a periodic or parameterized job.
     *
     * @param pending those that wait
     * @param running those that run
     * @param dead those that have ended
     */
    public record ChildCounts(int pending, int running, int dead) {}

    /** Starts a job counts of the given job; every other component begins at the default that its description names. */
    public static Builder builder(JobKey job) {
        return new Builder(job);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(job)
                .groups(groups)
                .children(children)
                .createIndex(createIndex)
                .modifyIndex(modifyIndex)
                .extras(extras);
    }

    /** Builds a {@link JobCounts}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private JobKey job;
        private SortedMap<String, GroupCounts> groups = ImmutableSortedMap.of();
        private ChildCounts children = new ChildCounts(0, 0, 0);
        private long createIndex = 0;
        private long modifyIndex = 0;
        private Extras extras = Extras.none();

        private Builder(JobKey job) {
            this.job = job;
        }

        /** Sets {@link JobCounts#job()}. */
        public Builder job(JobKey job) {
            this.job = job;
            return this;
        }

        /** Sets {@link JobCounts#groups()}. */
        public Builder groups(SortedMap<String, GroupCounts> groups) {
            this.groups = groups;
            return this;
        }

        /** Sets {@link JobCounts#children()}. */
        public Builder children(ChildCounts children) {
            this.children = children;
            return this;
        }

        /** Sets {@link JobCounts#createIndex()}. */
        public Builder createIndex(long createIndex) {
            this.createIndex = createIndex;
            return this;
        }

        /** Sets {@link JobCounts#modifyIndex()}. */
        public Builder modifyIndex(long modifyIndex) {
            this.modifyIndex = modifyIndex;
            return this;
        }

        /** Sets {@link JobCounts#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the job counts.
         *
         * @throws NullPointerException if something that is needed is null
         */
        public JobCounts build() {
            return new JobCounts(job, groups, children, createIndex, modifyIndex, extras);
        }
    }
}

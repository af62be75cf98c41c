package dev.berth.model;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names a task group of a job. Immutable. Ordered by job, then group name.
 *
 * @param job the job the group belongs to
 * @param group the group's name within the job, not empty
 */
public record GroupKey(JobKey job, String group) implements Comparable<GroupKey> {

    public GroupKey {
        checkArgument(!group.isEmpty(), "A task group of job (%s) has an empty name.", job);
    }

    @Override
    public int compareTo(GroupKey other) {
        int byJob = job.compareTo(other.job);
        return byJob != 0 ? byJob : group.compareTo(other.group);
    }

    /** Returns {@code job.group}. */
    @Override
    public String toString() {
        return job + "." + group;
    }
}

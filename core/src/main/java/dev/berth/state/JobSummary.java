package dev.berth.state;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.JobKey;
import java.util.SortedMap;

/**
 * How many allocations of a job are in which state. Counts the allocations the state holds, so collected ones no longer
 * count. Immutable.
 *
 * @param job which job
 * @param groups counts by group, also of groups of older versions that still have allocations
 * @param children for periodic and parameterized jobs: their launches by status
 */
public record JobSummary(JobKey job, SortedMap<String, Group> groups, Children children) {

    public JobSummary {
        groups = ImmutableSortedMap.copyOfSorted(groups);
    }

    /**
     * Counts of one group.
     *
     * @param queued could not be placed, as the job's last evaluation said
     * @param starting placed, no task has started
     * @param running with a running task
     * @param failed finished with a failed task
     * @param complete finished well
     * @param lost gone with its node
     * @param unknown on a node nobody hears of
     */
    public record Group(int queued, int starting, int running, int failed, int complete, int lost, int unknown) {}

    /** How many launched jobs are pending, running and dead. */
    public record Children(int pending, int running, int dead) {}
}

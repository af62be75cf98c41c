package dev.berth.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.SortedMap;

/**
 * What a plan does, for people who ask before anything changes. Immutable.
 *
 * @param groups by task group
 * @param preempted what is evicted
 */
public record PlanAnnotations(SortedMap<String, DesiredUpdates> groups, List<AllocationId> preempted) {

    public PlanAnnotations {
        groups = ImmutableSortedMap.copyOf(groups);
        preempted = ImmutableList.copyOf(preempted);
    }
}

package dev.berth.host;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import java.util.List;
import java.util.SortedMap;

/**
 * What a node is to run.
 *
 * @param index the state index of this answer: pass it to the next watch
 * @param indexes every allocation that the control plane keeps for the node, by id, with the index of its last change
 *     that matters to a node; one that is missing here is to be removed from the node
 * @param changed the full allocations whose index is above the watch's {@code afterIndex}, by id
 */
public record NodeAllocations(long index, SortedMap<AllocationId, Long> indexes, List<Allocation> changed) {
    public NodeAllocations {
        indexes = ImmutableSortedMap.copyOfSorted(indexes);
        changed = ImmutableList.copyOf(changed);
    }
}

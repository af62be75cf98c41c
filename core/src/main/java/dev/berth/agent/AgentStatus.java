package dev.berth.agent;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.NodeId;
import java.time.Duration;
import java.util.SortedMap;

/**
 * How a node agent is doing at one moment. Immutable. The canonical constructor grows.
 *
 * @param nodeId the node
 * @param registered whether the control plane knows the node
 * @param sinceContact how long ago the control plane answered last, or since the start when it never did
 * @param index the state index of the last answer about allocations, 0 before
 * @param allocations what was last said about each allocation on this node, by id
 * @param pendingUpdates how many allocations have news that the control plane has not taken yet
 * @param errors the last error of each part that does not work now or did not lately, by part
 */
public record AgentStatus(
        NodeId nodeId,
        boolean registered,
        Duration sinceContact,
        long index,
        SortedMap<AllocationId, ClientStatus> allocations,
        int pendingUpdates,
        SortedMap<String, String> errors) {

    public AgentStatus {
        allocations = ImmutableSortedMap.copyOfSorted(allocations);
        errors = ImmutableSortedMap.copyOfSorted(errors);
    }
}

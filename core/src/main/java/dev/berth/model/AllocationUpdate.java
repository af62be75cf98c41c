package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a node reports about one of its allocations: the fields that belong to the node, all of them, each time.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #of} and the {@code with} methods.
 *
 * @param id which allocation
 * @param clientStatus how it is doing
 * @param clientDescription why, one short sentence; may be empty
 * @param taskStates the state of each task by its name
 * @param healthy the verdict of the node's health watch within a deployment; null while there is none
 * @param healthTimestampNanos when the verdict was found, nanoseconds since the epoch by the node's clock; 0 without one
 * @param networkStatus the network it got; null when it has none of its own
 * @param extras what this version does not know but keeps
 */
public record AllocationUpdate(
        AllocationId id,
        ClientStatus clientStatus,
        String clientDescription,
        SortedMap<String, TaskState> taskStates,
        @Nullable Boolean healthy,
        long healthTimestampNanos,
        @Nullable NetworkStatus networkStatus,
        Extras extras) {

    public AllocationUpdate {
        taskStates = ImmutableSortedMap.copyOfSorted(taskStates);
    }

    /** Returns a report without tasks, verdict or network. */
    public static AllocationUpdate of(AllocationId id, ClientStatus clientStatus, String clientDescription) {
        return new AllocationUpdate(
                id, clientStatus, clientDescription, ImmutableSortedMap.of(), null, 0, null, Extras.none());
    }

    /** Returns what the node would report about the allocation as it stands. */
    public static AllocationUpdate of(Allocation allocation) {
        DeploymentHealth health = allocation.deploymentHealth();
        return new AllocationUpdate(
                allocation.id(),
                allocation.clientStatus(),
                allocation.clientDescription(),
                allocation.taskStates(),
                health == null ? null : health.healthy(),
                health == null ? 0 : health.timestampNanos(),
                allocation.networkStatus(),
                Extras.none());
    }

    /** Returns this report with these task states, by task name. */
    public AllocationUpdate withTaskStates(SortedMap<String, TaskState> states) {
        return new AllocationUpdate(
                id, clientStatus, clientDescription, states, healthy, healthTimestampNanos, networkStatus, extras);
    }

    /** Returns this report with a verdict. */
    public AllocationUpdate withHealth(boolean verdict, long timestampNanos) {
        return new AllocationUpdate(
                id, clientStatus, clientDescription, taskStates, verdict, timestampNanos, networkStatus, extras);
    }

    /** Returns this report with a network. */
    public AllocationUpdate withNetworkStatus(@Nullable NetworkStatus network) {
        return new AllocationUpdate(
                id, clientStatus, clientDescription, taskStates, healthy, healthTimestampNanos, network, extras);
    }
}

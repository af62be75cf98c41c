package dev.berth.host;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.AllocationId;
import dev.berth.model.ClientStatus;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.NetworkStatus;
import dev.berth.model.TaskState;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a node says about one of its allocations: the whole picture each time, not a difference.
 *
 * @param id the allocation
 * @param sequence grows with each update of this allocation, across restarts of the agent (an agent may use its
 *     persisted counter); an update that is not newer than the last one taken is dropped
 * @param clientStatus the status derived from the tasks; never {@link ClientStatus#UNKNOWN}, which is the servers' word
 * @param clientDescription one short sentence
 * @param taskStates the state of each task, by name
 * @param health the verdict for the deployment; null while there is none
 * @param networkStatus the allocation's own addresses; null when it shares the node's
 */
public record AllocationUpdate(
        AllocationId id,
        long sequence,
        ClientStatus clientStatus,
        String clientDescription,
        SortedMap<String, TaskState> taskStates,
        @Nullable DeploymentHealth health,
        @Nullable NetworkStatus networkStatus) {
    public AllocationUpdate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(clientDescription, "clientDescription");
        if (clientStatus == ClientStatus.UNKNOWN) {
            throw new IllegalArgumentException(
                    "A node cannot report its allocation (%s) as unknown; only servers say that.".formatted(id));
        }
        taskStates = ImmutableSortedMap.copyOfSorted(taskStates);
    }
}

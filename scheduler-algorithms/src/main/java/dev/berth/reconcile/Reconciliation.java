package dev.berth.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentUpdate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What has to change for a whole job. Immutable. It names instances and allocations; where instances go is decided afterwards.
 *
 * @param groups what has to change per task group, by its name; groups that only exist in older versions included
 * @param deployment the deployment to create or change, null for none
 * @param deploymentUpdates changes of the status of deployments
 */
public record Reconciliation(
        SortedMap<String, GroupReconciliation> groups,
        @Nullable Deployment deployment,
        List<DeploymentUpdate> deploymentUpdates) {
    /** Copies its arguments. */
    public Reconciliation {
        groups = ImmutableSortedMap.copyOfSorted(groups);
        deploymentUpdates = ImmutableList.copyOf(deploymentUpdates);
    }

    /** Returns whether nothing has to change. */
    public boolean isNoOp() {
        return deployment == null
                && deploymentUpdates.isEmpty()
                && groups.values().stream().allMatch(GroupReconciliation::isNoOp);
    }
}

package dev.berth.state.internal;

import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.Deployment;
import dev.berth.model.DeploymentGroupState;
import dev.berth.model.DeploymentHealth;
import dev.berth.model.DeploymentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the allocations of one command mean for their deployments: counts them first and writes each deployment once, so
 * that a plan with a thousand allocations costs a thousand additions.
 */
final class DeploymentProgress {
    private final StateChange change;
    private final Map<DeploymentId, Map<String, Group>> moved = new LinkedHashMap<>();

    DeploymentProgress(StateChange change) {
        this.change = change;
    }

    /** Changes of one group. */
    private static final class Group {
        private int placed;
        private int healthy;
        private int unhealthy;
        private boolean newlyHealthy;
        private final List<AllocationId> canaries = new ArrayList<>();
    }

    /** Notes that an allocation was written; {@code before} is null when it is new. */
    void moved(@Nullable Allocation before, Allocation after) {
        DeploymentId id = after.deploymentId();
        if (id == null || change.deployment(id) == null) {
            return;
        }
        boolean joins = before == null || !id.equals(before.deploymentId());
        DeploymentHealth old = joins || before == null ? null : before.deploymentHealth();
        DeploymentHealth now = after.deploymentHealth();
        if (!joins && (old == now || (old != null && old.equals(now)))) {
            return;
        }
        Group group = moved.computeIfAbsent(id, key -> new TreeMap<>())
                .computeIfAbsent(after.taskGroup(), key -> new Group());
        group.placed += joins ? 1 : 0;
        if (joins && after.canary()) {
            group.canaries.add(after.id());
        }
        group.healthy += number(isHealthy(now)) - number(isHealthy(old));
        group.unhealthy += number(isUnhealthy(now)) - number(isUnhealthy(old));
        group.newlyHealthy |= isHealthy(now) && !isHealthy(old);
    }

    private static boolean isHealthy(@Nullable DeploymentHealth health) {
        return health != null && health.isHealthy();
    }

    private static boolean isUnhealthy(@Nullable DeploymentHealth health) {
        return health != null && health.isUnhealthy();
    }

    private static int number(boolean counts) {
        return counts ? 1 : 0;
    }

    /** Writes what was noted. */
    void write() {
        moved.forEach((id, groups) -> {
            Deployment deployment = change.deployment(id);
            if (deployment != null) {
                DeploymentRules.write(change, deployment, written(deployment, groups));
            }
        });
        moved.clear();
    }

    private Map<String, DeploymentGroupState> written(Deployment deployment, Map<String, Group> groups) {
        Map<String, DeploymentGroupState> states = new TreeMap<>(deployment.groups());
        groups.forEach((name, group) -> states.computeIfPresent(name, (key, state) -> written(state, group)));
        return states;
    }

    private DeploymentGroupState written(DeploymentGroupState state, Group group) {
        List<AllocationId> canaries = new ArrayList<>(state.placedCanaries());
        for (AllocationId canary : group.canaries) {
            if (!canaries.contains(canary)) {
                canaries.add(canary);
            }
        }
        return state.toBuilder()
                .placedAllocations(state.placedAllocations() + group.placed)
                .healthyAllocations(Math.max(0, state.healthyAllocations() + group.healthy))
                .unhealthyAllocations(Math.max(0, state.unhealthyAllocations() + group.unhealthy))
                .placedCanaries(canaries)
                .requireProgressByNanos(deadline(state, group))
                .build();
    }

    /** The first placement sets the deadline, each allocation that becomes healthy pushes it. Both by state time. */
    private long deadline(DeploymentGroupState state, Group group) {
        long known = state.requireProgressByNanos();
        boolean begins = known == 0 && group.placed > 0;
        if (state.progressDeadline().isZero() || !(begins || group.newlyHealthy)) {
            return known;
        }
        return Math.max(known, change.timeNanos() + state.progressDeadline().toNanos());
    }
}

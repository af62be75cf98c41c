package dev.berth.internal.scheduler;

import dev.berth.model.AllocatedPort;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.AllocationStop;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.Plan;
import dev.berth.model.Resources;
import dev.berth.place.Existing;
import dev.berth.state.ClusterState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks a finished plan against its state: what {@link dev.berth.schedule.AssertionLevel#PLAN} runs. Stateless. */
public final class PlanAssertions {
    private PlanAssertions() {}

    /**
     * Throws an {@link AssertionError} when the plan gives a node more than it has. Nodes on which nothing new is placed may be over
     * capacity already and are left alone.
     */
    public static void check(ClusterState state, Plan plan) {
        plan.placements().forEach((node, placed) -> checkNode(state, plan, node, placed));
    }

    private static void checkNode(ClusterState state, Plan plan, NodeId id, List<Allocation> placed) {
        boolean isNew = placed.stream().anyMatch(allocation -> state.allocation(allocation.id()) == null);
        Node node = state.node(id);
        if (!isNew) {
            return;
        }
        if (node == null) {
            throw new AssertionError("The plan places on a node that is not there: " + id + ".");
        }
        Map<AllocationId, Allocation> after = new TreeMap<>();
        ClusterEngine.live(state, id).forEach(allocation -> after.put(allocation.id(), allocation));
        plan.stops().getOrDefault(id, List.of()).stream()
                .map(AllocationStop::allocationId)
                .forEach(after::remove);
        placed.stream()
                .filter(allocation -> !allocation.clientTerminal())
                .forEach(allocation -> after.put(allocation.id(), allocation));
        checkSums(node, after);
        checkPorts(node, after);
    }

    private static void checkSums(Node node, Map<AllocationId, Allocation> after) {
        Resources sum = Resources.none();
        for (Allocation allocation : after.values()) {
            sum = sum.plus(allocation.resources().total());
        }
        if (!node.available().covers(sum)) {
            throw new AssertionError("The plan gives node " + node.name() + " "
                    + node.available().shortfall(sum) + " more than it has.");
        }
        if (node.maxAllocations() > 0 && after.size() > node.maxAllocations()) {
            throw new AssertionError("The plan gives node " + node.name() + " " + after.size()
                    + " allocations, but it may hold " + node.maxAllocations() + ".");
        }
    }

    private static void checkPorts(Node node, Map<AllocationId, Allocation> after) {
        Set<String> taken = new HashSet<>();
        for (Allocation allocation : after.values()) {
            for (AllocatedPort port : Existing.ports(allocation.resources())) {
                if (!taken.add(port.hostIp() + ":" + port.value())) {
                    throw new AssertionError(
                            "The plan gives port " + port.value() + " of node " + node.name() + " away twice.");
                }
            }
        }
    }
}

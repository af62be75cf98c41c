package dev.berth.control;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.model.AllocatedPort;
import dev.berth.model.Allocation;
import dev.berth.model.AllocationId;
import dev.berth.model.AllocationStop;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.NodeStatus;
import dev.berth.model.Plan;
import dev.berth.model.PlanResult;
import dev.berth.model.Preemption;
import dev.berth.model.ReasonCode;
import dev.berth.model.RejectedNode;
import dev.berth.model.Resources;
import dev.berth.state.ClusterState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks a plan against the newest state, node by node, and keeps the part that still fits: the last line of defence
 * between any scheduler and the state.
 *
 * <p>A node's part is taken as a whole or not at all, its stops included. A node that only stops something always passes. A
 * plan that asks to be all or nothing loses everything when one node does not pass.
 *
 * <p>Stateless. Cost: O(allocations on the nodes that the plan places on).
 */
final class PlanVerifier {
    private PlanVerifier() {}

    static PlanResult verify(ClusterState state, Plan plan) {
        List<RejectedNode> rejected = new ArrayList<>();
        for (NodeId nodeId : new TreeSet<>(plan.placements().keySet())) {
            RejectedNode rejection = check(state, plan, nodeId);
            if (rejection != null) {
                rejected.add(rejection);
            }
        }
        if (rejected.isEmpty()) {
            return new PlanResult(plan, rejected, 0, 0);
        }
        return new PlanResult(plan.allAtOnce() ? nothingOf(plan) : without(plan, rejected), rejected, state.index(), 0);
    }

    private static @Nullable RejectedNode check(ClusterState state, Plan plan, NodeId nodeId) {
        List<Allocation> placed = plan.placements().getOrDefault(nodeId, List.of());
        if (placed.stream().allMatch(allocation -> takesNoMore(allocation, state.allocation(allocation.id())))) {
            return null;
        }
        Node node = state.node(nodeId);
        if (node == null) {
            return new RejectedNode(nodeId, ReasonCode.NODE_UNKNOWN, "The node is not registered.");
        }
        boolean onlyExisting = placed.stream().allMatch(allocation -> isLive(state.allocation(allocation.id())));
        if (!onlyExisting && !node.ready()) {
            ReasonCode reason = node.status() == NodeStatus.READY ? ReasonCode.INELIGIBLE : ReasonCode.NOT_READY;
            return new RejectedNode(
                    nodeId,
                    reason,
                    "The node takes no new work: it is %s, %s."
                            .formatted(node.status().word(), node.eligibility().word()));
        }
        return checkFit(node, proposed(state, plan, nodeId, placed));
    }

    /** Returns whether only facts of an allocation change: it ended, or takes what it took before. Its node does not matter then. */
    private static boolean takesNoMore(Allocation planned, @Nullable Allocation existing) {
        return existing != null
                && (existing.clientTerminal() || planned.resources().equals(existing.resources()));
    }

    private static boolean isLive(@Nullable Allocation allocation) {
        return allocation != null && !allocation.terminal();
    }

    /** Returns what would use the node's resources after the plan: what has not ended, less what the plan stops. */
    private static List<Allocation> proposed(ClusterState state, Plan plan, NodeId nodeId, List<Allocation> placed) {
        Set<AllocationId> gone = new HashSet<>();
        plan.stops().getOrDefault(nodeId, List.of()).stream()
                .map(AllocationStop::allocationId)
                .forEach(gone::add);
        plan.preemptions().getOrDefault(nodeId, List.of()).stream()
                .map(Preemption::allocationId)
                .forEach(gone::add);
        placed.stream().map(Allocation::id).forEach(gone::add);
        List<Allocation> proposed = new ArrayList<>();
        placed.stream().filter(allocation -> !allocation.clientTerminal()).forEach(proposed::add);
        for (Allocation existing : state.allocationsByNode(nodeId)) {
            if (!existing.clientTerminal() && !gone.contains(existing.id())) {
                proposed.add(existing);
            }
        }
        return proposed;
    }

    private static @Nullable RejectedNode checkFit(Node node, List<Allocation> proposed) {
        if (node.maxAllocations() > 0 && proposed.size() > node.maxAllocations()) {
            return new RejectedNode(
                    node.id(),
                    ReasonCode.MAX_ALLOCATIONS,
                    "The node takes %d allocations, not %d.".formatted(node.maxAllocations(), proposed.size()));
        }
        Resources used = Resources.none();
        for (Allocation allocation : proposed) {
            used = used.plus(allocation.resources().total());
        }
        Resources shortfall = node.available().shortfall(used);
        if (!shortfall.isNone()) {
            return new RejectedNode(
                    node.id(), ReasonCode.RESOURCES_EXHAUSTED, "The node is short of %s.".formatted(shortfall));
        }
        return checkPorts(node, proposed);
    }

    private static @Nullable RejectedNode checkPorts(Node node, List<Allocation> proposed) {
        Map<String, Allocation> owners = new HashMap<>();
        for (Allocation allocation : proposed) {
            for (AllocatedPort port : allocation.resources().shared().ports()) {
                Allocation other = owners.put(port.hostIp() + ":" + port.value(), allocation);
                if (other != null && !other.id().equals(allocation.id())) {
                    return new RejectedNode(
                            node.id(),
                            ReasonCode.PORT_COLLISION,
                            "Port %d is given to both %s and %s."
                                    .formatted(port.value(), other.name(), allocation.name()));
                }
            }
        }
        return null;
    }

    private static Plan nothingOf(Plan plan) {
        return plan.toBuilder()
                .stops(ImmutableSortedMap.of())
                .placements(ImmutableSortedMap.of())
                .preemptions(ImmutableSortedMap.of())
                .deployment(null)
                .deploymentUpdates(List.of())
                .build();
    }

    private static Plan without(Plan plan, List<RejectedNode> rejected) {
        Set<NodeId> nodes = new HashSet<>();
        rejected.forEach(rejection -> nodes.add(rejection.nodeId()));
        return plan.toBuilder()
                .stops(withoutNodes(plan.stops(), nodes))
                .placements(withoutNodes(plan.placements(), nodes))
                .preemptions(withoutNodes(plan.preemptions(), nodes))
                .build();
    }

    private static <V> SortedMap<NodeId, V> withoutNodes(SortedMap<NodeId, V> parts, Set<NodeId> nodes) {
        SortedMap<NodeId, V> kept = new TreeMap<>(parts);
        kept.keySet().removeAll(nodes);
        return kept;
    }
}

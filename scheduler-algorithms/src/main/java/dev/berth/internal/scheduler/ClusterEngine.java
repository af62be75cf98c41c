package dev.berth.internal.scheduler;

import com.google.common.collect.ImmutableList;
import dev.berth.internal.engine.Engines;
import dev.berth.internal.engine.PlacementEngine;
import dev.berth.model.AllocatedPort;
import dev.berth.model.Allocation;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.place.Existing;
import dev.berth.schedule.AssertionLevel;
import dev.berth.schedule.Strategy;
import dev.berth.state.ClusterState;
import java.util.List;

/** Loads engines with what a state says. Stateless. */
final class ClusterEngine {
    private ClusterEngine() {}

    /**
     * Returns an engine with all nodes, what is used on them, and the instances of one job. Ports are loaded only when the job asks
     * for some, since that takes a look at every allocation.
     */
    static PlacementEngine load(ClusterState state, Strategy strategy, long seed, AssertionLevel level, Job job) {
        PlacementEngine engine = Engines.create(strategy, seed, state.index(), level);
        boolean ports = asksForPorts(job);
        for (Node node : state.nodes()) {
            engine.putNode(node);
            loadUsage(engine, state, node, ports);
        }
        for (Allocation allocation : state.allocationsByJob(job.key())) {
            if (!allocation.clientTerminal() && state.node(allocation.nodeId()) != null) {
                engine.countGroup(Existing.of(allocation));
            }
        }
        return engine;
    }

    private static void loadUsage(PlacementEngine engine, ClusterState state, Node node, boolean ports) {
        boolean counted = node.maxAllocations() > 0;
        if (!ports && !counted) {
            engine.load(node.id(), state.usage(node.id()), 0, List.of());
            return;
        }
        List<Allocation> live = live(state, node.id());
        ImmutableList.Builder<AllocatedPort> taken = ImmutableList.builder();
        live.forEach(allocation -> taken.addAll(Existing.ports(allocation.resources())));
        engine.load(node.id(), state.usage(node.id()), live.size(), taken.build());
    }

    /** Returns the allocations that take room on a node: all that its agent has not reported as ended. */
    static List<Allocation> live(ClusterState state, NodeId node) {
        return state.allocationsByNode(node).stream()
                .filter(allocation -> !allocation.clientTerminal())
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns what an allocation takes, without its ports when ports were not loaded. */
    static Existing existing(Allocation allocation, boolean ports) {
        Existing existing = Existing.of(allocation);
        return ports
                ? existing
                : new Existing(existing.nodeId(), existing.group(), existing.resources(), ImmutableList.of());
    }

    static boolean asksForPorts(Job job) {
        return job.taskGroups().stream()
                .anyMatch(group -> !group.networks().isEmpty()
                        || group.tasks().stream()
                                .anyMatch(task -> !task.resources().networks().isEmpty()));
    }
}

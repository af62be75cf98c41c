package dev.berth.internal.scheduler;

import dev.berth.filter.ReadyFilter;
import dev.berth.internal.engine.PlacementEngine;
import dev.berth.internal.engine.ReferenceEngine;
import dev.berth.model.Allocation;
import dev.berth.model.Job;
import dev.berth.model.Node;
import dev.berth.model.TaskGroup;
import dev.berth.place.Ask;
import dev.berth.place.Existing;
import dev.berth.place.PlacementHints;
import dev.berth.reconcile.InPlaceCheck;
import dev.berth.schedule.Strategy;
import dev.berth.state.ClusterState;
import dev.berth.strategy.Strategies;
import java.util.List;

/**
 * Tries whether an allocation may stay on its node under a new version: on an engine of that one node, without the allocation. The
 * node need not be ready, since nothing new comes to it; ports are kept, so they are not asked for.
 */
final class InPlaceProbe implements InPlaceCheck {
    private final ClusterState state;
    private final Strategy strategy;

    InPlaceProbe(ClusterState state, Strategy strategy) {
        this.state = state;
        this.strategy = withoutReadiness(strategy);
    }

    private static Strategy withoutReadiness(Strategy strategy) {
        return Strategies.variant(
                strategy,
                strategy.filters().stream()
                        .filter(filter -> !(filter instanceof ReadyFilter))
                        .toList());
    }

    @Override
    public boolean fits(Allocation allocation, Job job, TaskGroup group) {
        Node node = state.node(allocation.nodeId());
        if (node == null) {
            return false;
        }
        PlacementEngine engine = new ReferenceEngine(strategy, 0, state.index());
        engine.putNode(node);
        ClusterEngine.live(state, node.id()).stream()
                .filter(other -> !other.id().equals(allocation.id()))
                .forEach(other -> engine.occupy(Existing.of(other)));
        return engine.place(withoutPorts(Ask.of(job, group)), PlacementHints.none()) != null;
    }

    private static Ask withoutPorts(Ask ask) {
        return new Ask(
                ask.group(),
                ask.count(),
                ask.resources(),
                ask.datacenters(),
                ask.nodePool(),
                ask.jobConstraints(),
                ask.groupConstraints(),
                ask.affinities(),
                List.of(),
                ask.drivers(),
                List.of(),
                ask.volumes(),
                ask.devices(),
                ask.cores());
    }
}

package dev.berth.internal.engine;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.berth.filter.Target;
import dev.berth.model.AllocatedPort;
import dev.berth.model.Node;
import dev.berth.model.NodeId;
import dev.berth.model.PlacementTrace;
import dev.berth.model.Resources;
import dev.berth.place.Ask;
import dev.berth.place.Existing;
import dev.berth.place.PlacementHints;
import dev.berth.schedule.AskView;
import dev.berth.schedule.Strategy;
import dev.berth.schedule.ValueCounts;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The slow, obvious engine: asks every filter and every scorer about every node, for every instance, and takes the best.
 *
 * <p>It stays for ever as what faster engines are compared with, so it keeps nothing that could go stale: no cache survives a
 * placement. Confined to one thread. Cost: linear in nodes for each instance.
 */
public final class ReferenceEngine implements PlacementEngine {
    private final Strategy strategy;
    private final long seed;
    private final long stateIndex;
    private final NameIndex dimensions;
    private final NameIndex columns;
    private final SortedMap<NodeId, NodeState> nodes;
    private final GroupCounts counts;

    /**
     * Makes an engine without nodes.
     *
     * @param stateIndex the log position of the state it will be loaded with, for traces; 0 for none
     */
    public ReferenceEngine(Strategy strategy, long seed, long stateIndex) {
        this(strategy, seed, stateIndex, NameIndex.dimensions(), new NameIndex(), new TreeMap<>(), new GroupCounts());
    }

    private ReferenceEngine(
            Strategy strategy,
            long seed,
            long stateIndex,
            NameIndex dimensions,
            NameIndex columns,
            SortedMap<NodeId, NodeState> nodes,
            GroupCounts counts) {
        this.strategy = Objects.requireNonNull(strategy, "strategy");
        this.seed = seed;
        this.stateIndex = stateIndex;
        this.dimensions = dimensions;
        this.columns = columns;
        this.nodes = nodes;
        this.counts = counts;
    }

    @Override
    public Strategy strategy() {
        return strategy;
    }

    @Override
    public void putNode(Node node) {
        node.resources().total().names().forEach(dimensions::add);
        nodes.merge(node.id(), NodeState.empty(node, seed), (old, empty) -> old.withFacts(node, seed));
        counts.touch();
    }

    @Override
    public void removeNode(NodeId node) {
        state(node);
        nodes.remove(node);
        counts.removeNode(node);
    }

    @Override
    public @Nullable Node node(NodeId node) {
        NodeState state = nodes.get(node);
        return state == null ? null : state.node();
    }

    @Override
    public SortedSet<NodeId> nodes() {
        return ImmutableSortedSet.copyOf(nodes.keySet());
    }

    @Override
    public Resources used(NodeId node) {
        return state(node).used();
    }

    @Override
    public void setColumn(NodeId node, String column, long value) {
        columns.add(column);
        nodes.put(node, state(node).withColumn(column, value));
    }

    @Override
    public void load(NodeId node, Resources used, int allocations, List<AllocatedPort> ports) {
        nodes.put(node, state(node).add(used, allocations, ports));
    }

    @Override
    public void countGroup(Existing instance) {
        counts.change(instance.group(), instance.nodeId(), 1);
    }

    @Override
    public void occupy(Existing existing) {
        load(existing.nodeId(), existing.resources(), 1, existing.ports());
        countGroup(existing);
    }

    @Override
    public void release(Existing existing) {
        stop(existing);
        counts.forgetIfNone(existing.group(), existing.nodeId());
    }

    @Override
    public void stop(Existing existing) {
        NodeState state = state(existing.nodeId());
        nodes.put(existing.nodeId(), state.remove(existing.resources(), existing.ports()));
        counts.change(existing.group(), existing.nodeId(), -1);
    }

    private NodeState state(NodeId node) {
        NodeState state = nodes.get(node);
        checkArgument(state != null, "There is no node (%s).\nMaybe add it first, or it was removed.", node);
        return state;
    }

    @Override
    public @Nullable Pick place(Ask ask, PlacementHints hints) {
        if (nodes.isEmpty()) {
            return null;
        }
        PreparedAsk prepared = prepare(ask, hints);
        Pick best = best(prepared, hints, preferred(hints));
        best = best == null ? best(prepared, hints, candidates(hints)) : best;
        return best == null ? null : take(ask, best);
    }

    private List<NodeState> candidates(PlacementHints hints) {
        NodeId only = hints.only();
        return only == null
                ? ImmutableList.copyOf(nodes.values())
                : nodes.containsKey(only) ? ImmutableList.of(state(only)) : ImmutableList.of();
    }

    private List<NodeState> preferred(PlacementHints hints) {
        return candidates(hints).stream()
                .filter(state -> hints.preferred().contains(state.node().id()))
                .toList();
    }

    private @Nullable Pick best(PreparedAsk prepared, PlacementHints hints, List<NodeState> candidates) {
        if (candidates.isEmpty()) {
            return null;
        }
        NodeCursor cursor = cursor(prepared.ask(), hints);
        PickOrder order = new PickOrder(strategy.tieBreak(), seed);
        Pick best = null;
        for (NodeState candidate : candidates) {
            if (prepared.check(cursor.moveTo(candidate)).isFeasible()) {
                Pick pick = prepared.score(cursor);
                best = best == null || order.compare(pick, best) < 0 ? pick : best;
            }
        }
        return best;
    }

    private Pick take(Ask ask, Pick best) {
        NodeState state = state(best.node().id());
        NodePorts.Assignment ports = state.ports().assign(ask.networks());
        if (ports == null) {
            throw new AssertionError(
                    "The node " + best.node().name() + " was feasible but has no ports for " + ask.group());
        }
        nodes.put(best.node().id(), state.add(ask.resources(), ports.after()));
        counts.change(ask.group(), best.node().id(), 1);
        return new Pick(best.node(), best.sum(), best.divisor(), ports.ports());
    }

    @Override
    public PlacementTrace trace(Ask ask, PlacementHints hints) {
        TraceBuilder trace = new TraceBuilder(prepare(ask, hints), new PickOrder(strategy.tieBreak(), seed));
        if (!nodes.isEmpty()) {
            NodeCursor cursor = cursor(ask, hints);
            candidates(hints)
                    .forEach(candidate -> trace.visit(cursor.moveTo(candidate), NodePorts.of(candidate.node(), seed)));
        }
        return trace.build(stateIndex);
    }

    private PreparedAsk prepare(Ask ask, PlacementHints hints) {
        ask.resources().names().forEach(dimensions::add);
        boolean avoids = !hints.avoided().isEmpty();
        return new PreparedAsk(
                ask, strategy, dimensions, columns, avoids, (target, scope) -> counts(ask, target, scope));
    }

    private ValueCounts counts(Ask ask, String text, AskView.Scope scope) {
        Target target = Target.parse(text);
        return new CountsByValue(
                counts::version,
                consumer -> counts.forEach(ask.group(), scope, (id, count) -> {
                    NodeState state = nodes.get(id);
                    String value = state == null
                            ? null
                            : target.resolve(cursor(ask, PlacementHints.none()).moveTo(state));
                    if (value != null) {
                        consumer.accept(value, count);
                    }
                }));
    }

    private NodeCursor cursor(Ask ask, PlacementHints hints) {
        NodeState first = nodes.values().iterator().next();
        return new NodeCursor(dimensions, columns, counts, ask.group(), hints.avoided(), first);
    }

    @Override
    public PlacementEngine fork() {
        return new ReferenceEngine(
                strategy, seed, stateIndex, dimensions.copy(), columns.copy(), new TreeMap<>(nodes), counts.copy());
    }
}

package dev.berth.internal.engine;

import com.google.common.collect.ImmutableList;
import dev.berth.model.ClosestNode;
import dev.berth.model.DimensionShortfall;
import dev.berth.model.FilterCount;
import dev.berth.model.NodeScore;
import dev.berth.model.PlacementTrace;
import dev.berth.model.ReasonCode;
import dev.berth.model.Resources;
import dev.berth.schedule.Scores;
import dev.berth.schedule.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects how every node stands to an ask. Nodes outside of the pool or the datacenters, and nodes that are not ready, are not
 * seen; of those seen each is filtered, exhausted or scored: the three add up. Visit nodes in the order of their ids. Confined to
 * one thread.
 */
final class TraceBuilder {
    private static final Set<ReasonCode> UNSEEN =
            EnumSet.of(ReasonCode.NODE_POOL, ReasonCode.NOT_READY, ReasonCode.DATACENTER);

    private final PreparedAsk ask;
    private final PickOrder order;
    private final Map<Verdict.Infeasible, Integer> filtered = new LinkedHashMap<>();
    private final SortedMap<String, Integer> datacenters = new TreeMap<>();
    private final SortedMap<String, Integer> filteredByClass = new TreeMap<>();
    private final SortedMap<String, Integer> exhaustedByClass = new TreeMap<>();
    private final SortedMap<String, Integer> nodesShort = new TreeMap<>();
    private final List<Scored> scored = new ArrayList<>();
    private int inPool;
    private int seen;
    private int exhausted;
    private boolean everFits;
    private @Nullable Closest closest;

    private record Scored(Pick pick, SortedMap<String, Double> terms) {}

    private record Closest(NodeState state, Resources shortfall, long distance, boolean fitsEmpty) {}

    TraceBuilder(PreparedAsk ask, PickOrder order) {
        this.ask = ask;
        this.order = order;
        ask.datacenters().stream()
                .filter(glob -> !glob.contains("*"))
                .forEach(datacenter -> datacenters.put(datacenter, 0));
    }

    void visit(NodeCursor node, NodePorts emptyPorts) {
        Verdict verdict = ask.check(node);
        ReasonCode code = verdict instanceof Verdict.Infeasible no ? no.code() : null;
        inPool += code == ReasonCode.NODE_POOL ? 0 : 1;
        if (code != null && UNSEEN.contains(code)) {
            return;
        }
        seen++;
        datacenters.merge(node.datacenter(), 1, Integer::sum);
        boolean fitsEmpty = ask.fixedFeasible(node) && ask.fitsEmpty(node.state(), emptyPorts);
        everFits |= fitsEmpty;
        if (code == null) {
            scored.add(new Scored(ask.score(node), ask.terms(node)));
        } else if (code == ReasonCode.RESOURCES_EXHAUSTED) {
            exhausted(node, fitsEmpty);
        } else {
            filtered.merge((Verdict.Infeasible) verdict, 1, Integer::sum);
            countClass(filteredByClass, node);
        }
    }

    private void exhausted(NodeCursor node, boolean fitsEmpty) {
        exhausted++;
        countClass(exhaustedByClass, node);
        Resources free = node.state().capacity().minusClamped(node.state().used());
        Resources shortfall = free.shortfall(ask.ask().resources());
        shortfall.names().forEach(dimension -> nodesShort.merge(dimension, 1, Integer::sum));
        long distance = distance(shortfall);
        if (closest == null || distance < closest.distance) {
            closest = new Closest(node.state(), shortfall, distance, fitsEmpty);
        }
    }

    /** Returns how far a node is from having room: the missing share of each dimension asked for, added up. */
    private long distance(Resources shortfall) {
        double sum = 0;
        for (String dimension : shortfall.names()) {
            sum += (double) shortfall.get(dimension) / ask.ask().resources().get(dimension);
        }
        return Scores.of(sum);
    }

    private static void countClass(SortedMap<String, Integer> counts, NodeCursor node) {
        if (!node.nodeClass().isEmpty()) {
            counts.merge(node.nodeClass(), 1, Integer::sum);
        }
    }

    PlacementTrace build(long stateIndex) {
        return PlacementTrace.builder()
                .nodePool(ask.nodePool())
                .nodesInPool(inPool)
                .nodesSeen(seen)
                .nodesFiltered(
                        filtered.values().stream().mapToInt(Integer::intValue).sum())
                .nodesExhausted(exhausted)
                .nodesByDatacenter(datacenters)
                .filteredByClass(filteredByClass)
                .exhaustedByClass(exhaustedByClass)
                .filtered(filterCounts())
                .shortfalls(shortfalls())
                .closest(closestNode())
                .everFits(everFits)
                .best(best())
                .stateIndex(stateIndex)
                .build();
    }

    private List<FilterCount> filterCounts() {
        return filtered.entrySet().stream()
                .map(entry ->
                        new FilterCount(entry.getKey().code(), entry.getKey().detail(), entry.getValue()))
                .collect(ImmutableList.toImmutableList());
    }

    private List<DimensionShortfall> shortfalls() {
        Closest nearest = closest;
        if (nearest == null) {
            return ImmutableList.of();
        }
        Resources free = nearest.state.capacity().minusClamped(nearest.state.used());
        Resources asked = ask.ask().resources();
        return nodesShort.entrySet().stream()
                .map(entry -> new DimensionShortfall(
                        entry.getKey(), entry.getValue(), asked.get(entry.getKey()), free.get(entry.getKey())))
                .collect(ImmutableList.toImmutableList());
    }

    private @Nullable ClosestNode closestNode() {
        Closest nearest = closest;
        return nearest == null
                ? null
                : new ClosestNode(
                        nearest.state.node().id(), nearest.state.node().name(), nearest.shortfall, nearest.fitsEmpty);
    }

    private List<NodeScore> best() {
        return scored.stream()
                .sorted((a, b) -> order.compare(a.pick, b.pick))
                .limit(PlacementTrace.MAX_BEST)
                .map(one -> new NodeScore(one.pick.node().id(), one.pick.node().name(), one.pick.score(), one.terms))
                .collect(ImmutableList.toImmutableList());
    }
}

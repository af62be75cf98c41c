package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Words a {@link PlacementTrace}. Stateless. */
final class TraceText {

    private TraceText() {}

    static String sentence(PlacementTrace trace) {
        String more = trace.coalesced() == 0 ? "" : " (and " + trace.coalesced() + " more alike)";
        return mainReason(trace) + more;
    }

    private static String mainReason(PlacementTrace trace) {
        ClosestNode closest = trace.closest();
        if (trace.nodesSeen() == 0) {
            return noNodes(trace);
        }
        if (closest != null && !closest.shortfall().isNone()) {
            return "short " + closest.shortfall() + " on the closest node " + closest.name() + "; "
                    + ifEmpty(trace, closest);
        }
        if (trace.nodesFiltered() >= trace.nodesSeen() && !trace.filtered().isEmpty()) {
            return all(trace.nodesSeen()) + " filtered out: " + reasons(trace);
        }
        if (!trace.quotas().isEmpty()) {
            return "quota used up: " + String.join(", ", trace.quotas());
        }
        if (!trace.shortfalls().isEmpty()) {
            return worst(trace);
        }
        if (trace.nodesExhausted() > 0 || trace.nodesFiltered() > 0) {
            return "%s filtered out, %s too full"
                    .formatted(nodes(trace.nodesFiltered()), nodes(trace.nodesExhausted()));
        }
        return trace.best().isEmpty()
                ? "no node was chosen"
                : chosen(trace.best().get(0));
    }

    private static String noNodes(PlacementTrace trace) {
        if (trace.nodesInPool() == 0) {
            return "no node is in the pool " + trace.nodePool();
        }
        List<String> empty = withoutNodes(trace);
        if (!empty.isEmpty() && empty.size() == trace.nodesByDatacenter().size()) {
            return "no node is ready in datacenter " + String.join(", ", empty) + "; the pool " + trace.nodePool()
                    + " has " + nodes(trace.nodesInPool());
        }
        return "none of the " + nodes(trace.nodesInPool()) + " in the pool " + trace.nodePool() + " is ready";
    }

    private static String ifEmpty(PlacementTrace trace, ClosestNode closest) {
        if (closest.wouldFitIfEmpty()) {
            return "would fit if it were empty";
        }
        return trace.everFits()
                ? "would fit on another node if that were empty"
                : "no node is large enough, even empty";
    }

    private static String reasons(PlacementTrace trace) {
        return trace.filtered().stream()
                .sorted(Comparator.comparing(FilterCount::nodes).reversed())
                .map(count -> count.nodes() + " by " + count.phrase())
                .collect(Collectors.joining(", "));
    }

    private static String worst(PlacementTrace trace) {
        DimensionShortfall most = trace.shortfalls().stream()
                .max(Comparator.comparing(DimensionShortfall::nodes))
                .orElseThrow();
        return "%s on %s: asked %s, at most %s free"
                .formatted(
                        "too little " + most.dimension(),
                        nodes(most.nodes()),
                        Resources.describe(most.dimension(), most.asked()),
                        Resources.describe(most.dimension(), most.available()));
    }

    private static String chosen(NodeScore score) {
        return String.format(Locale.ROOT, "placed on %s with score %.3f", score.name(), score.score());
    }

    static List<String> lines(PlacementTrace trace) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        if (trace.nodesSeen() == 0) {
            lines.add("No nodes were eligible for evaluation");
        }
        withoutNodes(trace)
                .forEach(datacenter -> lines.add("No nodes are available in datacenter \"" + datacenter + "\""));
        trace.filteredByClass()
                .forEach((name, n) -> lines.add("Class \"" + name + "\": " + nodes(n) + " excluded by filter"));
        trace.filtered()
                .forEach(count ->
                        lines.add(capital(count.phrase()) + ": " + nodes(count.nodes()) + " excluded by filter"));
        if (trace.nodesExhausted() > 0) {
            lines.add("Resources exhausted on " + nodes(trace.nodesExhausted()));
        }
        trace.exhaustedByClass().forEach((name, n) -> lines.add("Class \"" + name + "\" exhausted on " + nodes(n)));
        trace.shortfalls().forEach(shortfall -> lines.add(line(shortfall)));
        trace.quotas().forEach(quota -> lines.add("Quota limit hit \"" + quota + "\""));
        ClosestNode closest = trace.closest();
        if (closest != null) {
            lines.add("Closest node " + closest.name() + " is short " + closest.shortfall() + "; "
                    + ifEmpty(trace, closest));
        }
        if (trace.coalesced() > 0) {
            lines.add(trace.coalesced() + " more would fail alike");
        }
        return lines.build();
    }

    private static String line(DimensionShortfall shortfall) {
        return "Dimension \"%s\" exhausted on %s: asked %s, at most %s free"
                .formatted(
                        shortfall.dimension(),
                        nodes(shortfall.nodes()),
                        Resources.describe(shortfall.dimension(), shortfall.asked()),
                        Resources.describe(shortfall.dimension(), shortfall.available()));
    }

    private static List<String> withoutNodes(PlacementTrace trace) {
        return trace.nodesByDatacenter().entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String all(int nodes) {
        return nodes == 1 ? "the only node was" : "all " + nodes + " nodes were";
    }

    private static String nodes(int n) {
        return n == 1 ? "1 node" : n + " nodes";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}

package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.SortedMap;

/**
 * What one node scored. Immutable.
 *
 * @param nodeId which
 * @param name its name
 * @param score the final score, higher is better
 * @param terms the terms by scorer
 */
public record NodeScore(NodeId nodeId, String name, double score, SortedMap<String, Double> terms) {

    public NodeScore {
        Copies.present(nodeId, "nodeId");
        terms = ImmutableSortedMap.copyOf(terms);
    }
}

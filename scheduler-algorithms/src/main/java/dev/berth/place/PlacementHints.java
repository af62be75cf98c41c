package dev.berth.place;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.berth.model.NodeId;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is special about one instance of an ask. Immutable.
 *
 * @param only the one node to consider, or null for all
 * @param preferred nodes to take if any of them is feasible, whatever the others score
 * @param avoided nodes that count as worse, because the instance failed there before
 */
public record PlacementHints(@Nullable NodeId only, List<NodeId> preferred, SortedSet<NodeId> avoided) {
    private static final PlacementHints NONE =
            new PlacementHints(null, ImmutableList.of(), ImmutableSortedSet.<NodeId>of());

    /** Copies the collections. */
    public PlacementHints {
        preferred = ImmutableList.copyOf(preferred);
        avoided = ImmutableSortedSet.copyOf(avoided);
    }

    /** Returns nothing special. */
    public static PlacementHints none() {
        return NONE;
    }

    /** Returns hints that allow one node only. */
    public static PlacementHints only(NodeId node) {
        return new PlacementHints(node, ImmutableList.of(), ImmutableSortedSet.<NodeId>of());
    }

    /** Returns hints that take one of these nodes if possible. */
    public PlacementHints prefer(List<NodeId> nodes) {
        return new PlacementHints(only, nodes, avoided);
    }

    /** Returns hints that count these nodes as worse. */
    public PlacementHints avoid(Iterable<NodeId> nodes) {
        return new PlacementHints(only, preferred, ImmutableSortedSet.copyOf(nodes));
    }
}

package dev.berth.place;

import com.google.common.collect.ImmutableList;
import dev.berth.model.Node;
import java.util.List;

/**
 * Answers "where do these go?" once: nodes and asks in, placements and explanations out.
 *
 * <pre>{@code
 * var nodes = List.of(Node.builder("n1").cpu(4_000).memoryBytes(8L << 30).build());
 * var asks = List.of(Ask.builder("web").count(3).cpu(500).memoryMiB(512).build());
 * System.out.println(Placer.place(nodes, asks));
 * }</pre>
 *
 * <p>Asks are placed in their order, instance by instance, each on the best of all nodes that can take it. Once an instance finds
 * no node, the rest of its ask counts as unplaced too; later asks are still tried.
 *
 * <p><b>Thread-safety:</b> stateless. <b>Determinism:</b> a function of its arguments; the order of nodes and of existing work does
 * not matter, equal scores are decided by node id. <b>Cost:</b> linear in nodes for each instance. Keep a {@link
 * PlacementSession} to place again on the same nodes.
 */
public final class Placer {
    private Placer() {}

    /** Places asks on empty nodes. */
    public static PlacementResult place(List<Node> nodes, List<Ask> asks) {
        return place(nodes, ImmutableList.of(), asks);
    }

    /**
     * Places asks on nodes that already hold something.
     *
     * @throws IllegalArgumentException if two nodes have the same id, or something is on a node that is not there
     */
    public static PlacementResult place(List<Node> nodes, List<Existing> existing, List<Ask> asks) {
        return place(nodes, existing, asks, PlacementOptions.defaults());
    }

    /**
     * Places asks on nodes that already hold something.
     *
     * @throws IllegalArgumentException if two nodes have the same id, or something is on a node that is not there
     */
    public static PlacementResult place(
            List<Node> nodes, List<Existing> existing, List<Ask> asks, PlacementOptions options) {
        try (PlacementSession session = PlacementSession.open(nodes, options)) {
            existing.forEach(session::occupy);
            return session.place(asks);
        }
    }
}

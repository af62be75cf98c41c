package dev.berth.model;

/**
 * The node that lacked least. Immutable.
 *
 * @param nodeId which
 * @param name its name
 * @param shortfall what is missing there
 * @param wouldFitIfEmpty whether there would be room if nothing else ran there
 */
public record ClosestNode(NodeId nodeId, String name, Resources shortfall, boolean wouldFitIfEmpty) {

    public ClosestNode {
        Copies.present(nodeId, "nodeId");
        Copies.present(shortfall, "shortfall");
    }
}

package dev.berth.model;

/**
 * A node for which a plan was not committed. Immutable.
 *
 * @param nodeId which
 * @param reason why
 * @param message why, in words
 */
public record RejectedNode(NodeId nodeId, ReasonCode reason, String message) {

    public RejectedNode {
        Copies.present(nodeId, "nodeId");
        Copies.present(reason, "reason");
    }
}

package dev.berth.host;

import dev.berth.model.NodeId;
import java.util.Objects;

/**
 * Who calls: a node's id and its secret. The control plane keeps only a hash of the secret, set by the first
 * registration and compared in constant time, and lets a node touch nothing but its own allocations.
 *
 * @param nodeId the calling node
 * @param secret at least 16 characters that nobody else knows; never logged ({@link #toString} leaves it out)
 */
public record NodeCredential(NodeId nodeId, String secret) {
    public NodeCredential {
        Objects.requireNonNull(nodeId, "nodeId");
        if (secret.length() < 16) {
            throw new IllegalArgumentException(
                    "The secret of node (%s) has %d characters and needs at least 16.\nMaybe use a random UUID."
                            .formatted(nodeId, secret.length()));
        }
    }

    /** Returns the node id; the secret stays out of logs. */
    @Override
    public String toString() {
        return "NodeCredential[" + nodeId + "]";
    }
}

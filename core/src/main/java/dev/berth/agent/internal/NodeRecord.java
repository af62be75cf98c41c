package dev.berth.agent.internal;

import dev.berth.model.NodeId;

/**
 * Who this node is, for ever. Immutable.
 *
 * @param secret what proves it; never logged
 * @param boots how often an agent has been started on this store, this time included
 * @param indexFloor answers of the control plane below this index are older than what this node has removed already
 */
record NodeRecord(NodeId id, String secret, int boots, long indexFloor) {
    NodeRecord booted() {
        return new NodeRecord(id, secret, boots + 1, indexFloor);
    }

    NodeRecord atLeast(long index) {
        return new NodeRecord(id, secret, boots, Math.max(indexFloor, index));
    }

    @Override
    public String toString() {
        return "NodeRecord[" + id + ", boot " + boots + "]";
    }
}

package dev.berth.schedule;

import dev.berth.model.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the nodes: one node at a time, as filters and scorers see it. Implemented by Berth; may grow.
 *
 * <p>The same object is moved from node to node: read what you need and keep no reference to it. No method allocates. Amounts
 * are in the unit of their dimension and never negative. <b>Thread-safety:</b> confined to the thread that places.
 */
public interface NodeView {
    /** Returns the node's id, which also decides ties. */
    NodeId id();

    /** Returns the node's name, unique or not. */
    String name();

    /** Returns the datacenter. */
    String datacenter();

    /** Returns the class the operator gave the node, may be empty. */
    String nodeClass();

    /** Returns the node pool. */
    String nodePool();

    /** Returns whether the node is ready, eligible and not draining. */
    boolean ready();

    /** Returns an attribute, or null when the node lacks it. */
    @Nullable
    String attribute(String key);

    /** Returns a value of the node's meta, or null when the node lacks it. */
    @Nullable
    String meta(String key);

    /** Returns how the node stands to a driver. */
    DriverState driver(String name);

    /** Returns how much of a dimension the node offers, what it reserves for itself taken off. */
    long capacity(int dimension);

    /** Returns how much of a dimension is taken. */
    long used(int dimension);

    /** Returns how much of a dimension is free; negative when the node shrank under its load. */
    default long free(int dimension) {
        return capacity(dimension) - used(dimension);
    }

    /**
     * Returns {@code 10^(free / capacity)} of a dimension, 1 to 10, or 1 when the capacity is 0. Kept per node and computed anew
     * (with {@link StrictMath}) when the node's usage changes, so that exponential scores need no power per visit.
     */
    double tenToFreeShare(int dimension);

    /** Returns a value of the host's own numeric columns, 0 when it was never set or the index is −1. */
    long column(int column);

    /** Returns how many allocations the node holds. */
    int allocations();

    /** Returns how many allocations the node may hold, 0 for no limit. */
    int maxAllocations();

    /** Returns whether the node has a network of this mode, for instance {@code host} or {@code bridge}. */
    boolean hasNetworkMode(String mode);

    /** Returns whether an address of the node carries this host network; every node carries {@code default}. */
    boolean hasHostNetwork(String hostNetwork);

    /** Returns whether some address of the host network has the port free. */
    boolean portFree(String hostNetwork, int port);

    /** Returns how many ports of the node's dynamic range are free on the best address of the host network. */
    int freeDynamicPorts(String hostNetwork);

    /** Returns whether the port lies in the node's dynamic range, from which ports are handed out. */
    boolean inDynamicRange(int port);

    /** Returns whether the node offers the volume, for writing too unless readOnly. */
    boolean hasHostVolume(String name, boolean readOnly);

    /** Returns how many live allocations of the ask's own job are here. */
    int allocationsOfJob();

    /** Returns how many live allocations of the ask's own task group are here. */
    int allocationsOfGroup();

    /** Returns whether the instance being placed should rather not come here, because it failed here before. */
    boolean avoided();

    /** How a node stands to a driver. */
    enum DriverState {
        /** The node has never heard of it. */
        MISSING,
        /** Known but not detected. */
        NOT_DETECTED,
        /** Detected but not healthy. */
        UNHEALTHY,
        /** Ready to run tasks. */
        HEALTHY
    }
}

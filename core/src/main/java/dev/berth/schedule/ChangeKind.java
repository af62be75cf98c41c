package dev.berth.schedule;

/**
 * What can turn a filter's no into a yes. A blocked evaluation waits for the kinds that its failed groups name, and for no
 * other. May grow: hosts treat a kind they do not know like {@link #ANY}.
 */
public enum ChangeKind {
    /** A node joined, or became ready and eligible again. */
    NODE_READY,
    /** Something ended or shrank: resources, devices or ports of a node became free. */
    RESOURCES_FREED,
    /** A node came back with more capacity than before, or with a higher limit of allocations. */
    CAPACITY_GREW,
    /** Attributes, meta, class, datacenter, pool, links, networks or volumes of a node changed. */
    ATTRIBUTES_CHANGED,
    /** A driver was detected or became healthy on a node. */
    DRIVER_HEALTHY,
    /** An allocation of the same job ended: matters to distinct hosts and distinct properties. */
    OWN_ALLOCATION_ENDED,
    /** A numeric column of the host changed. */
    COLUMN_CHANGED,
    /** Any change at all. */
    ANY
}

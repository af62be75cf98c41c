package dev.berth.state;

/** The parts of the state that have their own modification index and digest. */
public enum Table {
    /** Jobs with their versions and summaries. */
    JOBS,
    /** Nodes with what is used on them. */
    NODES,
    /** Allocations. */
    ALLOCATIONS,
    /** Evaluations. */
    EVALUATIONS,
    /** Deployments. */
    DEPLOYMENTS,
    /** The scheduler configuration. */
    CONFIGURATION,
    /** Term, behaviour level, servers and recent requests. */
    CLUSTER
}

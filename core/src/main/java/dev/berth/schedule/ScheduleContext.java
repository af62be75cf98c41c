package dev.berth.schedule;

import dev.berth.host.IdSource;
import dev.berth.model.SchedulerConfiguration;
import dev.berth.state.ClusterState;

/** Everything a decision may depend on beside the evaluation. Confined to the call of {@link Scheduler#decide}. */
public interface ScheduleContext {
    /** Returns the state to decide on, with the plans that are proposed but not yet committed already laid over it. */
    ClusterState state();

    /** Returns how many proposed plans lie over the committed state; 0 for a committed state. */
    long overlay();

    /** Returns the time of the decision, in nanoseconds since the epoch. */
    long nowNanos();

    /** Returns the seed for what is chosen freely: ties of a seeded strategy, dynamic ports. */
    long seed();

    /** Returns the source of ids for new allocations, evaluations and deployments. */
    IdSource ids();

    /**
     * Returns whether {@link Decisions#placements()} is wanted: how each node was chosen. It makes deciding slower and does not
     * change what is decided; a decision is explained by making it again with this set.
     */
    default boolean explaining() {
        return false;
    }

    /** Returns the cluster's scheduler configuration. */
    default SchedulerConfiguration configuration() {
        return state().schedulerConfiguration();
    }
}

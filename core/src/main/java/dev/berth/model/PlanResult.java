package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What of a plan was committed. Immutable.
 *
 * @param committed the plan without the nodes that were rejected
 * @param rejectedNodes nodes whose part was not committed, by id
 * @param refreshIndex log position a scheduler must see before it tries again; 0 = all was committed
 * @param index log position of the commit; 0 = nothing was committed
 */
public record PlanResult(Plan committed, List<RejectedNode> rejectedNodes, long refreshIndex, long index) {

    public PlanResult {
        Copies.present(committed, "committed");
        rejectedNodes = ImmutableList.copyOf(rejectedNodes);
        Copies.notNegative(refreshIndex, "refreshIndex");
        Copies.notNegative(index, "index");
    }

    /** Returns whether every placement of {@code plan} was committed. */
    public boolean isFull(Plan plan) {
        return committed.placementCount() == plan.placementCount();
    }
}

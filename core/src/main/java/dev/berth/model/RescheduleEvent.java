package dev.berth.model;

import java.time.Duration;

/**
 * One replacement of a failed allocation. Immutable.
 *
 * @param timeNanos when, nanoseconds since the epoch
 * @param previousAllocation what was replaced
 * @param previousNode where it had run
 * @param delay how long the policy had it wait
 */
public record RescheduleEvent(long timeNanos, AllocationId previousAllocation, NodeId previousNode, Duration delay) {

    public RescheduleEvent {
        Copies.notNegative(timeNanos, "timeNanos");
        Copies.present(previousAllocation, "previousAllocation");
        Copies.present(previousNode, "previousNode");
    }
}

package dev.berth.model;

/**
 * One past change of what a node reported of an allocation. Immutable.
 *
 * @param clientStatus what it changed to
 * @param timeNanos when, nanoseconds since the epoch
 */
public record AllocationState(ClientStatus clientStatus, long timeNanos) {

    public AllocationState {
        Copies.present(clientStatus, "clientStatus");
        Copies.notNegative(timeNanos, "timeNanos");
    }
}

package dev.berth.model;

/**
 * An allocation that a plan evicts for a more important one. Immutable.
 *
 * @param allocationId what is evicted
 * @param preemptedBy what takes its place
 */
public record Preemption(AllocationId allocationId, AllocationId preemptedBy) {

    public Preemption {
        Copies.present(allocationId, "allocationId");
        Copies.present(preemptedBy, "preemptedBy");
    }

    /** Returns the reason as Nomad words it. */
    public String description() {
        return "Preempted by alloc ID " + preemptedBy;
    }
}

package dev.berth.reconcile;

import dev.berth.model.Allocation;
import dev.berth.model.Job;
import dev.berth.model.TaskGroup;

/** Tells whether an allocation may stay where it is under a new version of its job. */
@FunctionalInterface
public interface InPlaceCheck {
    /** Returns whether the allocation's node still qualifies and has room for what the new version of its group takes. */
    boolean fits(Allocation allocation, Job job, TaskGroup group);
}

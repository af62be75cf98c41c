package dev.berth.reconcile;

/** Why allocations are stopped, in the words that users see. */
final class StopReasons {
    static final String NOT_NEEDED = "no longer needed: the job wants fewer instances or was stopped";
    static final String MIGRATING = "moving to another node";
    static final String UPDATED = "replaced by a newer version of the job";
    static final String LOST = "lost with its node";
    static final String RESCHEDULED = "replaced by another try after it failed";
    static final String UNKNOWN = "its node is disconnected";
    static final String DUPLICATE = "another allocation holds the same instance";
    static final String NOT_WANTED_HERE = "the node no longer qualifies for the job";

    private StopReasons() {}
}
